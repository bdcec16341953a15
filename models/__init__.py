"""SQLAlchemy tables, one a file. Importing this package registers all of them on `Base.metadata`."""

from models.attachment import Attachment
from models.audit_event import AuditEvent
from models.base import Base
from models.certification import Certification
from models.conversation import Conversation
from models.corpus import Corpus
from models.cv_file import CVFile
from models.cv_text import CVText
from models.cv_upload import CVUpload
from models.education import Education
from models.employment import Employment
from models.feedback import Feedback
from models.field_correction import FieldCorrection, ProfileAsRead
from models.language import Language
from models.login_failure import LoginFailure
from models.message import Message, MessageCV
from models.passage import Passage, PassageEmbedding
from models.person import Person
from models.personal_info import PersonalInfo
from models.project import Project
from models.same_person import IdentityMark, PersonJoin, PersonMove, SamePersonSuggestion
from models.search_run import SearchRun
from models.skill import Skill
from models.user import User

__all__ = [
    "Attachment", "AuditEvent", "Base", "CVFile", "CVText", "CVUpload", "Certification", "Conversation",
    "Corpus", "Education", "Employment", "Feedback", "FieldCorrection", "IdentityMark", "Language",
    "LoginFailure", "Message", "MessageCV", "Passage", "PassageEmbedding", "Person", "PersonJoin",
    "PersonMove", "PersonalInfo", "ProfileAsRead", "Project", "SamePersonSuggestion", "SearchRun", "Skill",
    "User",
]  # fmt: skip
