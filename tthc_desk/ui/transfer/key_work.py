"""Making a signing key, asked plainly, and carrying its public half away."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.transfer.services import Place, TransferServices
from tthc_desk.usecases.signing_keys import KeyCondition
from tthc_desk.usecases.totals_ports import SigningKeyLine


class KeyWork(QObject):
    """Asks, makes, writes, and says what became of it.

    Signals:
        began: a key is being made or written.
        ended: whatever became of it; read the keys anew.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit = kit
        self._services: TransferServices | None = None
        self._verb = ""
        self._is_busy = False
        self._place: Place | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether a key is being made or written."""
        return self._is_busy

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""
        self._services = services

    def ask(self, condition: KeyCondition) -> None:
        """Ask whether a key is to be made."""
        if self._is_busy:
            return
        is_first = condition is KeyCondition.NONE
        self._verb = self.tr("Lập khóa") if is_first else self.tr("Lập khóa mới")
        back = self.tr("Quay lại")
        text = self.tr("Lập khóa ký trên máy này?")
        detail = self.tr(
            "Khóa không rời máy này. Cấp trên chỉ nhận tệp sau khi đăng ký khóa theo tệp khóa "
            "và phiếu khóa có chữ ký."
        )
        if not is_first:
            text = self.tr("Lập khóa mới thay khóa trước?")
            detail += "\n" + self.tr(
                "Khóa trước thôi dùng ngay. Đến khi cấp trên đăng ký khóa mới, tệp ký bằng khóa "
                "mới chưa được nhận; tệp đã gửi bằng khóa trước vẫn được tính."
            )
        question = Question(text, verbs=(self._verb, back), safe=back, detail=detail)
        self._kit.messages.ask(question, self._on_answer)

    def save(self, place: Place) -> None:
        """Write the public-key file and its sheet into a folder."""
        services = self._services
        if services is None or self._is_busy:
            return
        self._begin()
        self._place = place

        def work() -> tuple[Path, ...]:
            services.out.check(place.folder)
            return services.out.send_key(place.folder)

        self._kit.tasks.run(work, self._on_saved, self._on_failed, lane=Lane.PAPER)

    def _on_answer(self, verb: str) -> None:
        services, actor = self._services, self._kit.session.actor
        if verb != self._verb or services is None or actor is None or self._is_busy:
            return
        self._begin()
        self._kit.tasks.run(
            lambda: services.totals().make_key(actor), self._on_made, self._on_failed
        )

    def _on_made(self, line: SigningKeyLine) -> None:
        text = self.tr("Đã lập khóa ký {id}. Lưu tệp khóa (F9) và in phiếu khóa để đăng ký.")
        self._kit.messages.done(text.format(id=line.key_id))
        self._end()

    def _on_saved(self, paths: tuple[Path, ...]) -> None:
        (file,) = (path for path in paths if path.suffix == ".json")
        text = self.tr("Đã ghi {file} cùng phiếu khóa PDF vào {folder}, đọc lại thấy đúng.")
        said = text.format(file=file.name, folder=file.parent)
        if self._place is not None and self._place.is_removable:
            said += " " + self.tr("Hãy rút ổ an toàn trước khi tháo.")
        self._kit.messages.done(said)
        self._end()

    def _on_failed(self, error: Exception) -> None:
        self._kit.messages.failed(error)
        self._end()

    def _begin(self) -> None:
        self._is_busy = True
        self.began.emit()

    def _end(self) -> None:
        self._is_busy = False
        self.ended.emit()
