from models.base import Table


class Person(Table):
    """Somebody who has one CV or, once a human has joined them, several."""

    __tablename__ = "people"
