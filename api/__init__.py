"""The REST API, the health routes, and the pages of admins."""

from api.install import add_routes, install_api

__all__ = ["add_routes", "install_api"]
