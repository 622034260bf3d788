"""CSV and TSV."""

from studykit.transfer.foreign import Foreign
from studykit.transfer.parcel import Parcel


def is_mine(file: Foreign) -> bool:
    """To be written."""
    return False


def read(file: Foreign) -> Parcel:
    """To be written."""
    raise NotImplementedError
