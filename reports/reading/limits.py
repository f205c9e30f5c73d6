"""How much a file may ask of the machine before it is refused; each limit can be set in the environment."""

from __future__ import annotations

from pydantic import PositiveFloat, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from reports.errors import FileTooLargeError, UnusableFileError

_PREFIX = "NIANBAO_MAX_"


class Limits(BaseSettings):
    """Sizes in bytes, counts as counts; the defaults fit every real report with an order to spare.

    The environment sets them with the prefix NIANBAO_MAX_, for example NIANBAO_MAX_PDF_PAGES.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="ignore")

    file_bytes: PositiveInt = 50 * 1024 * 1024
    unpacked_bytes: PositiveInt = 300 * 1024 * 1024
    archive_entries: PositiveInt = 5000
    pdf_pages: PositiveInt = 300
    scan_pages: PositiveInt = 60
    page_pixels: PositiveInt = 3500
    picture_pixels: PositiveInt = 60_000_000
    pasted_pictures: PositiveInt = 12
    pdf_stream_bytes: PositiveInt = 200 * 1024 * 1024
    page_objects: PositiveInt = 12_000
    page_steps: PositiveInt = 200_000
    html_bytes: PositiveInt = 20 * 1024 * 1024
    html_tags: PositiveInt = 200_000
    cells: PositiveInt = 100_000
    blocks: PositiveInt = 20_000
    conversion_seconds: PositiveFloat = 90.0

    def require_size(self, size: int) -> None:
        """Raises FileTooLargeError where a file of this many bytes is too large."""
        if size > self.file_bytes:
            raise FileTooLargeError(
                f"文件超过 {self.file_bytes // 1024 // 1024} MB 的上限，未予读取；年度报告通常不到 1 MB，请确认文件。"
            )

    def require_cells(self, cells: int) -> None:
        """Raises FileTooLargeError where the tables of a file have this many places and it is too many."""
        if cells > self.cells:
            raise FileTooLargeError("文件的表格过大，不像一份年度报告，未予读取；请只提供报告部分。")


def usual_limits() -> Limits:
    """The limits of the environment; an UnusableFileError that names the one whose value cannot be used."""
    try:
        return Limits()
    except ValidationError as error:
        name = _PREFIX + str(error.errors()[0]["loc"][0]).upper()
        raise UnusableFileError(f"设置 {name} 的值不是正数；请更正后重试。") from error
