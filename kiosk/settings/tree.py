"""The tree itself. A key's docstring is its line in the sample file and on the page of settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from kiosk.claims.numbers import UNKNOWN_INSURERS
from kiosk.handover.copied import COPIED
from kiosk.home import DATABASE_NAME
from kiosk.identity.grace import RULES
from kiosk.matching.names.hidden import OUTSIDE
from kiosk.settings import kinds
from kiosk.settings.languages import FURTHER
from kiosk.settings.panels import USUAL, Panel, panel_of

LARGEST_FACE_THRESHOLD = 0.45


class Section(BaseModel):
    """A table of the file: nothing in it is converted, nothing unknown is let pass, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Institution(Section):
    """The clinic (保険医療機関)."""

    code: Annotated[str, kinds.INSTITUTION, Field(examples=["1310000000"])]
    """The code of ten digits, which is also the name in the client certificate."""
    name: Annotated[str, kinds.text(100), Field(examples=["みほんクリニック"])]
    """The clinic's name, as it stands on screens and forms."""
    call_centre: Annotated[str, kinds.TELEPHONE] = "0800-080-4583"
    """The operating body's telephone, for when failure mode has to be reported."""

    @property
    def prefecture(self) -> str:
        """都道府県番号, two digits."""
        return self.code[:2]

    @property
    def fee_table(self) -> str:
        """点数表番号, one digit."""
        return self.code[2]

    @property
    def number(self) -> str:
        """医療機関コード, seven digits."""
        return self.code[3:]


class ServiceSettings(Section):
    """The national service, and who we are to it."""

    url: Annotated[str, kinds.SERVICE, Field(examples=["https://service.example"])]
    """Where the service is."""
    client_certificate: Annotated[Path, kinds.PATH, Field(examples=["clinic.pem"])]
    """The institution's client certificate (PEM)."""
    client_key: Annotated[Path, kinds.PATH, Field(examples=["clinic.key"])]
    """The key of that certificate (PEM)."""
    authority: Annotated[Path, kinds.PATH, Field(examples=["service-ca.pem"])]
    """The authority that signs the service's own certificate (PEM)."""
    deadline: Annotated[float, Field(ge=1, le=120)] = 10.0
    """Seconds for one whole call."""
    status_by: Annotated[str, kinds.one_of(("list", "question"))] = "list"
    """Whether a card's certificate is revoked is read from the service's list (CRL), or asked (OCSP) for each card."""


class ReaderSettings(Section):
    """The card reader and the cameras."""

    name: Annotated[str, kinds.READER, Field(examples=["CCID"])]
    """A part of the PC/SC reader's name, as `pcsc_scan -r` lists it, that no other reader's name holds."""
    lies: Annotated[str, kinds.one_of(("flat", "slot", "upright"))] = "flat"
    """How it takes the card: laid flat upon it, pushed into a slot, or stood upright in it. Pictures and words follow."""
    camera: Annotated[str, kinds.CAMERA] = "0"
    """The patient's camera."""
    front_camera: Annotated[str, kinds.FRONT_CAMERA] = "1"
    """The camera over the card's front."""
    turn_head: bool = False
    """Whether the patient is asked to turn the head before the camera: on where nobody watches the glass, off where staff see the reader."""
    face_model: Annotated[Path | None, kinds.PATH, Field(examples=["face.onnx"])] = None
    """Another face model instead of SFace (.onnx of 112 x 112 pixels, or .dat of dlib's kind), after `kiosk face calibrate`."""
    face_model_digest: Annotated[str, kinds.DIGEST] = ""
    """SHA-256 of that file, in 64 hexadecimal digits; another file is not opened."""
    pcsc_socket: Annotated[str, kinds.SOCKET] = ""
    """The socket of a private PC/SC service (PCSCLITE_CSOCK_NAME); empty is the system's."""
    card_authority: Annotated[Path | None, kinds.PATH, Field(examples=["card-authority.der"])] = None
    """SubjectPublicKeyInfo (DER) of whoever signs what stands on cards; without it no record on a card is accepted."""
    terminal: Annotated[Path | None, kinds.PATH, Field(examples=["terminal"])] = None
    """Folder with the simulated terminal's certificate and key. Demo mode only."""


class Matching(Section):
    """The comparison of card, answer and chart, and of the face."""

    face_threshold: Annotated[float, Field(gt=0, le=LARGEST_FACE_THRESHOLD)] = 0.40
    """Where SFace is missing: the largest distance between two faces that is accepted; beyond 0.45 strangers of one sex pass."""
    grace_rule: Annotated[str, kinds.one_of(RULES)] = "grace-month-end"
    """The reading of the rule by which an expired certificate still opens the qualification for three months."""
    absent_address: Annotated[str, kinds.one_of(("ask", "common_names"))] = "ask"
    """When to ask about an address that is not shown: always, or where the name is common among this clinic's patients."""
    hidden_outside: Annotated[str, kinds.one_of(OUTSIDE)] = "unknown"
    """The character set outside which the service shows ●; while its set is unknown, a ● may be any kanji."""
    hidden_too: Annotated[str, kinds.LISTED_CHARACTERS] = ""
    """Characters for which the service shows ● as well."""
    municipality: Annotated[str, kinds.MUNICIPALITY] = ""
    """Prefecture and municipality of the clinic, such as 東京都港区; completes addresses of its table that begin at ward or town."""


class WebSettings(Section):
    """The servers of the kiosk's two sites: the glass, which the patient sees, and the desk."""

    host: Annotated[str, kinds.LOOPBACK] = "127.0.0.1"
    """Where both listen. Plain HTTP stays on this machine; others come through a TLS proxy."""
    glass_port: Annotated[int, Field(ge=0, le=65535)] = 8700
    """The glass's port; 0 is any free one."""
    desk_port: Annotated[int, Field(ge=0, le=65535)] = 8702
    """The desk's port; 0 is any free one."""
    threads: Annotated[int, Field(ge=2, le=512)] = 24
    """How many requests each site answers at once."""
    streams: Annotated[int, Field(ge=1, le=511)] = 12
    """How many of them may be open streams, two a screen."""
    glass: Annotated[str, kinds.GLASS] = USUAL
    """The patient's glass: the name of a common one, or its diagonal in inches and its pixels. Every length on it follows."""

    languages: Annotated[tuple[str, ...], kinds.some_of(FURTHER)] = ()
    """What the glass speaks beside Japanese and English. Nobody whose language it is has read these texts yet: have them read first."""

    @property
    def panel(self) -> Panel:
        """The glass that `glass` names."""
        return panel_of(self.glass)


class VoiceSettings(Section):
    """Screens that are read out, in Japanese, where somebody wishes it."""

    aloud: bool = False
    """Whether a patient may wish it. Not with two glasses beside each other; `kiosk voice` makes the sounds first."""
    headphones: Annotated[str, kinds.LINE_OR_NOTHING] = ""
    """The output device of headphones, as the browser lists it. Without it, what is private (reasons, tries left, consent) stays silent."""


class ClaimSettings(Section):
    """Claims (レセプト)."""

    unknown_insurer: Annotated[str, kinds.one_of(sorted(UNKNOWN_INSURERS))] = "77777777"
    """保険者番号 of a 不詳 claim; the second for a receipt computer that refuses the first for its check digit."""


class HandOverSettings(Section):
    """Handing confirmed answers to the receipt computer."""

    by_itself: bool = True
    """A returning patient whose answer passes and says the same as the last time is handed over without a press."""


class IntakeSettings(Section):
    """The clinic's table of patients."""

    audit_every_days: Annotated[int, Field(ge=0, le=3650)] = 30
    """Days from one audit of the table to the next; 0 for none by itself."""
    sign_within_days: Annotated[int, Field(ge=1, le=365)] = 14
    """Days within which an audit is signed off."""


class CompanionSettings(Section):
    """Beside the approved reader that the clinic already has (`kiosk companion`)."""

    folders: Annotated[tuple[Path, ...], kinds.FOLDERS, Field(examples=[["/mnt/terminal-1/face"]])] = ()
    """The `face` folder of each terminal, mounted read-only. Where they are named, reader, service and anchors of our own may be left out."""
    mounted: bool = True
    """Whether each folder has to be a mounted share: a share that is away looks like an empty folder. False for a trial on a folder of this machine."""
    every: Annotated[float, Field(ge=0.25, le=10)] = 0.5
    """Seconds between two looks; some charts delete a file one second after it came."""
    hand_over: bool = False
    """Whether a visit that rests on a reader's file may be handed over to the receipt computer, which has read the same file itself."""


class ReceiptSettings(Section):
    """The receipt computer's API (ORCA, WebORCA); without it, its file of patients stays the source."""

    url: Annotated[str, kinds.RECEIPT, Field(examples=["http://192.168.1.10:8000"])] = ""
    """Where it answers."""
    base_path: Annotated[str, kinds.one_of(("", "/api"))] = ""
    """Empty for the classic one up to 5.2, "/api" for WebORCA."""
    user: Annotated[str, kinds.LINE_OR_NOTHING] = ""
    """An operator of its own for the kiosk, never the doctor's; the right to read is enough."""
    password: Annotated[Path | None, kinds.PATH, Field(examples=["orca-password.txt"])] = None
    """The file with that operator's password, or with the API key of the cloud."""
    authority: Annotated[Path | None, kinds.PATH, Field(examples=["orca-ca.pem"])] = None
    """Who signs its certificate (PEM); without it, whoever the system trusts."""
    certificate: Annotated[Path | None, kinds.PATH, Field(examples=["orca-client.pem"])] = None
    """The client certificate with its key (PEM), where it wants one: the cloud always does."""
    copy_order: Annotated[tuple[str, ...], kinds.some_of(COPIED)] = tuple(COPIED)
    """The fields that the desk copies by hand, in the order of the receipt computer's own screen; [] shows none."""


class Settings(BaseSettings):
    """Everything a kiosk is told. Values alone are checked here; `relations` and `named_files` know the rest."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        use_attribute_docstrings=True,
        case_sensitive=True,  # else the library would take DEMO for demo
    )

    home: Annotated[Path, kinds.HOME, Field(examples=["/var/lib/kiosk"])]
    """Folder for database, keys and hand-over files. It becomes readable for the kiosk's own user alone."""
    demo: bool = False
    """Admits the demo's reader, cameras, terminal, certificates and trust anchors, and says so on every screen."""
    station: Annotated[str, kinds.text(40), Field(examples=["desk-1"])]
    """This station's name, its own among all that share a database."""
    anchors: Annotated[tuple[Path, ...], kinds.FILES, Field(examples=[["user-ca-2.der", "user-ca-3.der"]])]
    """The roots of the user authentication CA (DER or PEM), one file a generation."""
    pinned_anchors: Annotated[tuple[str, ...], kinds.FINGERPRINTS] = ()
    """Roots that this release does not know yet: when the CA's next generation comes, name its file under `anchors` and here the fingerprint that the CA publishes."""
    database: Annotated[
        str,
        kinds.DATABASE,
        Field(examples=["postgresql+pg8000://kiosk@/clinic?unix_sock=/run/postgresql/.s.PGSQL.5432"]),
    ] = ""
    """Where records are kept; empty is the file kiosk.sqlite in `home`."""
    anchor: Annotated[Path | None, kinds.PATH, Field(examples=["/mnt/other-disk/audit-anchor.json"])] = None
    """Where the audit chain is anchored, best on another disk or share; without it, in `home`."""
    institution: Institution
    service: ServiceSettings
    reader: ReaderSettings
    matching: Matching = Field(default_factory=Matching)
    web: WebSettings = Field(default_factory=WebSettings)
    voice: VoiceSettings = Field(default_factory=VoiceSettings)
    claims: ClaimSettings = Field(default_factory=ClaimSettings)
    intake: IntakeSettings = Field(default_factory=IntakeSettings)
    companion: CompanionSettings = Field(default_factory=CompanionSettings)
    receipt: ReceiptSettings = Field(default_factory=ReceiptSettings)
    hand_over: HandOverSettings = Field(default_factory=HandOverSettings)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library names them
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the file says, alone: no environment, no .env, no folder of secrets."""
        return (init_settings,)

    @property
    def anchor_file(self) -> Path:
        return self.anchor or self.home / "audit-anchor.json"

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home / DATABASE_NAME}"

    @property
    def pinned(self) -> frozenset[str]:
        """`pinned_anchors` as `identity.anchors` writes fingerprints."""
        return frozenset(each.replace(":", "").upper() for each in self.pinned_anchors)

    @property
    def has_own_reader(self) -> bool:
        """Whether it says all that a check-in of our own needs."""
        return bool(self.reader.name and self.service.url and self.anchors)


_NO_SERVICE: dict[str, Any] = {"url": "", "client_certificate": None, "client_key": None, "authority": None}


class BesideReader(Settings):
    """A house beside an approved reader: what a reader of our own would need may be left out, and then has no value."""

    anchors: Annotated[tuple[Path, ...], kinds.FOLDERS] = ()
    service: ServiceSettings = ServiceSettings.model_construct(**_NO_SERVICE)
    reader: ReaderSettings = ReaderSettings.model_construct(name="")
