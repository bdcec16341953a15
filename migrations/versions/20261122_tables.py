"""The tables of accounts, conversations, CVs and search."""

import sqlalchemy as sa
from pgvector.sqlalchemy import VECTOR
from alembic import op
from sqlalchemy.dialects import postgresql
revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    op.create_table('corpus',
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('embedding_model', sa.Text(), nullable=False),
    sa.Column('samples_loaded_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('id = 1', name=op.f('ck_corpus_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_corpus'))
    )
    op.create_table('login_failures',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_failures'))
    )
    op.create_index(op.f('ix_login_failures_subject'), 'login_failures', ['subject'], unique=False)
    op.create_table('people',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people'))
    )
    op.create_table('users',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('token_version', sa.Integer(), nullable=False),
    sa.CheckConstraint("role IN ('candidate', 'recruiter', 'admin')", name=op.f('ck_users_role')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email', name=op.f('uq_users_email'))
    )
    op.create_table('audit_events',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['users.id'], name=op.f('fk_audit_events_actor_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_events'))
    )
    op.create_index(op.f('ix_audit_events_action'), 'audit_events', ['action'], unique=False)
    op.create_index(op.f('ix_audit_events_actor_id'), 'audit_events', ['actor_id'], unique=False)
    op.create_table('conversations',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=True),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('last_message_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_conversations_user_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversations')),
    sa.UniqueConstraint('uuid', name=op.f('uq_conversations_uuid'))
    )
    op.create_index(op.f('ix_conversations_last_message_at'), 'conversations', ['last_message_at'], unique=False)
    op.create_index(op.f('ix_conversations_user_id'), 'conversations', ['user_id'], unique=False)
    op.create_table('cv_files',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('filename', sa.Text(), nullable=False),
    sa.Column('original_filename', sa.Text(), nullable=False),
    sa.Column('file_format', sa.Text(), nullable=False),
    sa.Column('file_size', sa.Integer(), nullable=False),
    sa.Column('content_type', sa.Text(), nullable=False),
    sa.Column('file_data', sa.LargeBinary(), nullable=True),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('processing_status', sa.Text(), nullable=False),
    sa.Column('status_detail', sa.Text(), nullable=True),
    sa.Column('processing_step', sa.Text(), nullable=True),
    sa.Column('extraction_provider', sa.Text(), nullable=True),
    sa.Column('extraction_confidence', sa.Numeric(precision=3, scale=2), nullable=True),
    sa.Column('processed', sa.Boolean(), nullable=False),
    sa.Column('processed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_cv_files_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_files')),
    sa.UniqueConstraint('sha256', name=op.f('uq_cv_files_sha256'))
    )
    op.create_index(op.f('ix_cv_files_person_id'), 'cv_files', ['person_id'], unique=False)
    op.create_index(op.f('ix_cv_files_processing_status'), 'cv_files', ['processing_status'], unique=False)
    op.create_table('search_runs',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=True),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('criteria', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('corpus_version', sa.BigInteger(), nullable=False),
    sa.Column('person_ids', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('answer', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_search_runs_user_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_runs')),
    sa.UniqueConstraint('uuid', name=op.f('uq_search_runs_uuid'))
    )
    op.create_index(op.f('ix_search_runs_user_id'), 'search_runs', ['user_id'], unique=False)
    op.create_table('cv_certifications',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('issuer', sa.Text(), nullable=True),
    sa.Column('issue_date', sa.Date(), nullable=True),
    sa.Column('issue_precision', sa.Text(), nullable=True),
    sa.Column('expiry_date', sa.Date(), nullable=True),
    sa.Column('expiry_precision', sa.Text(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_certifications_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_certifications'))
    )
    op.create_index(op.f('ix_cv_certifications_cv_file_id'), 'cv_certifications', ['cv_file_id'], unique=False)
    op.create_table('cv_education',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('institution', sa.Text(), nullable=True),
    sa.Column('degree', sa.Text(), nullable=True),
    sa.Column('degree_level', sa.Text(), nullable=True),
    sa.Column('field_of_study', sa.Text(), nullable=True),
    sa.Column('start_date', sa.Date(), nullable=True),
    sa.Column('start_precision', sa.Text(), nullable=True),
    sa.Column('end_date', sa.Date(), nullable=True),
    sa.Column('end_precision', sa.Text(), nullable=True),
    sa.Column('grade', sa.Text(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_education_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_education'))
    )
    op.create_index(op.f('ix_cv_education_cv_file_id'), 'cv_education', ['cv_file_id'], unique=False)
    op.create_table('cv_employment',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('company_name', sa.Text(), nullable=True),
    sa.Column('job_title', sa.Text(), nullable=True),
    sa.Column('location', sa.Text(), nullable=True),
    sa.Column('country_code', sa.Text(), nullable=True),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('start_date', sa.Date(), nullable=True),
    sa.Column('start_precision', sa.Text(), nullable=True),
    sa.Column('end_date', sa.Date(), nullable=True),
    sa.Column('end_precision', sa.Text(), nullable=True),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('duration_months', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_employment_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_employment'))
    )
    op.create_index(op.f('ix_cv_employment_cv_file_id'), 'cv_employment', ['cv_file_id'], unique=False)
    op.create_table('cv_languages',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('language', sa.Text(), nullable=True),
    sa.Column('proficiency', sa.Text(), nullable=True),
    sa.Column('language_code', sa.Text(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_languages_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_languages'))
    )
    op.create_index(op.f('ix_cv_languages_cv_file_id'), 'cv_languages', ['cv_file_id'], unique=False)
    op.create_index(op.f('ix_cv_languages_language_code'), 'cv_languages', ['language_code'], unique=False)
    op.create_table('cv_passages',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('tsv', postgresql.TSVECTOR(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_passages_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_passages'))
    )
    op.create_index(op.f('ix_cv_passages_cv_file_id'), 'cv_passages', ['cv_file_id'], unique=False)
    op.create_index('ix_cv_passages_tsv', 'cv_passages', ['tsv'], unique=False, postgresql_using='gin')
    op.create_table('cv_personal_info',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('full_name', sa.Text(), nullable=True),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('location', sa.Text(), nullable=True),
    sa.Column('professional_title', sa.Text(), nullable=True),
    sa.Column('linkedin_url', sa.Text(), nullable=True),
    sa.Column('github_url', sa.Text(), nullable=True),
    sa.Column('portfolio_url', sa.Text(), nullable=True),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('email_normalised', sa.Text(), nullable=True),
    sa.Column('phone_e164', sa.Text(), nullable=True),
    sa.Column('country_code', sa.Text(), nullable=True),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_personal_info_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_personal_info')),
    sa.UniqueConstraint('cv_file_id', name=op.f('uq_cv_personal_info_cv_file_id'))
    )
    op.create_index(op.f('ix_cv_personal_info_cv_file_id'), 'cv_personal_info', ['cv_file_id'], unique=False)
    op.create_index(op.f('ix_cv_personal_info_email_normalised'), 'cv_personal_info', ['email_normalised'], unique=False)
    op.create_table('cv_projects',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_projects_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_projects'))
    )
    op.create_index(op.f('ix_cv_projects_cv_file_id'), 'cv_projects', ['cv_file_id'], unique=False)
    op.create_table('cv_skills',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('category', sa.Text(), nullable=True),
    sa.Column('canonical', sa.Text(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_skills_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_skills'))
    )
    op.create_index(op.f('ix_cv_skills_canonical'), 'cv_skills', ['canonical'], unique=False)
    op.create_index(op.f('ix_cv_skills_cv_file_id'), 'cv_skills', ['cv_file_id'], unique=False)
    op.create_table('cv_texts',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.Column('reader_version', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('pages', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('warnings', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_texts_cv_file_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_texts')),
    sa.UniqueConstraint('cv_file_id', name=op.f('uq_cv_texts_cv_file_id'))
    )
    op.create_table('cv_uploads',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=False),
    sa.Column('filename', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_cv_uploads_cv_file_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_cv_uploads_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cv_uploads')),
    sa.UniqueConstraint('cv_file_id', 'user_id', name=op.f('uq_cv_uploads_cv_file_id_user_id'))
    )
    op.create_index(op.f('ix_cv_uploads_user_id'), 'cv_uploads', ['user_id'], unique=False)
    op.create_table('messages',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.BigInteger(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('item', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('ui', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('input_tokens', sa.Integer(), nullable=True),
    sa.Column('output_tokens', sa.Integer(), nullable=True),
    sa.CheckConstraint("role IN ('user', 'assistant', 'tool_call', 'tool_result')", name=op.f('ck_messages_role')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_messages_conversation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('uuid', name=op.f('uq_messages_uuid'))
    )
    op.create_index(op.f('ix_messages_conversation_id'), 'messages', ['conversation_id'], unique=False)
    op.create_table('attachments',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=True),
    sa.Column('filename', sa.Text(), nullable=False),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_attachments_cv_file_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_attachments_message_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachments')),
    sa.UniqueConstraint('uuid', name=op.f('uq_attachments_uuid'))
    )
    op.create_index(op.f('ix_attachments_cv_file_id'), 'attachments', ['cv_file_id'], unique=False)
    op.create_index(op.f('ix_attachments_message_id'), 'attachments', ['message_id'], unique=False)
    op.create_table('feedback',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_feedback_message_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('message_id', name=op.f('uq_feedback_message_id'))
    )
    op.create_table('message_cvs',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=False),
    sa.Column('cv_file_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cv_file_id'], ['cv_files.id'], name=op.f('fk_message_cvs_cv_file_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_message_cvs_message_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_cvs')),
    sa.UniqueConstraint('message_id', 'cv_file_id', name=op.f('uq_message_cvs_message_id_cv_file_id'))
    )
    op.create_index(op.f('ix_message_cvs_cv_file_id'), 'message_cvs', ['cv_file_id'], unique=False)
    op.create_table('passage_embeddings',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('passage_id', sa.BigInteger(), nullable=False),
    sa.Column('model', sa.Text(), nullable=False),
    sa.Column('embedding', VECTOR(), nullable=False),
    sa.ForeignKeyConstraint(['passage_id'], ['cv_passages.id'], name=op.f('fk_passage_embeddings_passage_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passage_embeddings')),
    sa.UniqueConstraint('passage_id', 'model', name=op.f('uq_passage_embeddings_passage_id_model'))
    )
    op.execute("INSERT INTO corpus (id, version, embedding_model) VALUES (1, 0, 'builtin')")


def downgrade() -> None:
    op.drop_table('passage_embeddings')
    op.drop_index(op.f('ix_message_cvs_cv_file_id'), table_name='message_cvs')
    op.drop_table('message_cvs')
    op.drop_table('feedback')
    op.drop_index(op.f('ix_attachments_message_id'), table_name='attachments')
    op.drop_index(op.f('ix_attachments_cv_file_id'), table_name='attachments')
    op.drop_table('attachments')
    op.drop_index(op.f('ix_messages_conversation_id'), table_name='messages')
    op.drop_table('messages')
    op.drop_index(op.f('ix_cv_uploads_user_id'), table_name='cv_uploads')
    op.drop_table('cv_uploads')
    op.drop_table('cv_texts')
    op.drop_index(op.f('ix_cv_skills_cv_file_id'), table_name='cv_skills')
    op.drop_index(op.f('ix_cv_skills_canonical'), table_name='cv_skills')
    op.drop_table('cv_skills')
    op.drop_index(op.f('ix_cv_projects_cv_file_id'), table_name='cv_projects')
    op.drop_table('cv_projects')
    op.drop_index(op.f('ix_cv_personal_info_email_normalised'), table_name='cv_personal_info')
    op.drop_index(op.f('ix_cv_personal_info_cv_file_id'), table_name='cv_personal_info')
    op.drop_table('cv_personal_info')
    op.drop_index('ix_cv_passages_tsv', table_name='cv_passages', postgresql_using='gin')
    op.drop_index(op.f('ix_cv_passages_cv_file_id'), table_name='cv_passages')
    op.drop_table('cv_passages')
    op.drop_index(op.f('ix_cv_languages_language_code'), table_name='cv_languages')
    op.drop_index(op.f('ix_cv_languages_cv_file_id'), table_name='cv_languages')
    op.drop_table('cv_languages')
    op.drop_index(op.f('ix_cv_employment_cv_file_id'), table_name='cv_employment')
    op.drop_table('cv_employment')
    op.drop_index(op.f('ix_cv_education_cv_file_id'), table_name='cv_education')
    op.drop_table('cv_education')
    op.drop_index(op.f('ix_cv_certifications_cv_file_id'), table_name='cv_certifications')
    op.drop_table('cv_certifications')
    op.drop_index(op.f('ix_search_runs_user_id'), table_name='search_runs')
    op.drop_table('search_runs')
    op.drop_index(op.f('ix_cv_files_processing_status'), table_name='cv_files')
    op.drop_index(op.f('ix_cv_files_person_id'), table_name='cv_files')
    op.drop_table('cv_files')
    op.drop_index(op.f('ix_conversations_user_id'), table_name='conversations')
    op.drop_index(op.f('ix_conversations_last_message_at'), table_name='conversations')
    op.drop_table('conversations')
    op.drop_index(op.f('ix_audit_events_actor_id'), table_name='audit_events')
    op.drop_index(op.f('ix_audit_events_action'), table_name='audit_events')
    op.drop_table('audit_events')
    op.drop_table('users')
    op.drop_table('people')
    op.drop_index(op.f('ix_login_failures_subject'), table_name='login_failures')
    op.drop_table('login_failures')
    op.drop_table('corpus')
