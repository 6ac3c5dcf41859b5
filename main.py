"""Entry file of the packaged app: Flet takes it and assets/ from one folder."""

from app.device import data_folder
from app.hosting import run_app

if __name__ == "__main__":
    run_app(data_folder(None), web=None)
