"""The officers' face as a Django app: its templates, its static files, its sign-in hook."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Templates and static files of the officers' face."""

    name = "affiant.casework"
    label = "casework"

    def ready(self) -> None:
        """Listen for a second factor that has just been set up."""
        from affiant.casework import sign_in  # noqa: PLC0415 - its models stand only now

        sign_in.listen()
