"""The REST API, the health routes, and the pages of admins."""

from api.install import add_routes

__all__ = ["add_routes"]
