SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.maturity_guard_model() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (OLD.id, OLD.owner_id, OLD.key) IS DISTINCT FROM (NEW.id, NEW.owner_id, NEW.key) AND EXISTS (
        SELECT 1 FROM maturity_modelversion v WHERE v.model_id = OLD.id AND v.state <> 'draft'
    ) THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.maturity_guard_part() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE
    rows_there bigint;
    rows_counted integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD IS DISTINCT FROM NEW AND EXISTS (
            SELECT 1 FROM maturity_modelversion v
            WHERE v.id IN (OLD.version_id, NEW.version_id) AND v.state <> 'draft'
        ) THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        IF EXISTS (
            SELECT 1 FROM maturity_modelversion v
            WHERE v.id = OLD.version_id AND v.state <> 'draft' AND NOT v.purging
        ) THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        RETURN OLD;
    END IF;
    SELECT (to_jsonb(v) ->> TG_ARGV[0])::integer INTO rows_counted
        FROM maturity_modelversion v WHERE v.id = NEW.version_id AND v.state <> 'draft';
    IF rows_counted IS NOT NULL THEN
        EXECUTE format('SELECT count(*) FROM %I WHERE version_id = $1', TG_TABLE_NAME)
            INTO rows_there USING NEW.version_id;
        IF rows_there >= rows_counted THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    END IF;
    RETURN NEW;
END $_$;
CREATE FUNCTION public.maturity_guard_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' AND NOT OLD.purging THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' THEN
        IF to_jsonb(OLD) - 'state' - 'purging' - 'published_by_id'
                IS DISTINCT FROM to_jsonb(NEW) - 'state' - 'purging' - 'published_by_id'
            OR (NEW.published_by_id IS NOT NULL AND OLD.published_by_id IS DISTINCT FROM NEW.published_by_id)
            OR NEW.state = 'draft' OR (OLD.state = 'retired' AND NEW.state <> 'retired')
            OR (OLD.purging AND NOT NEW.purging)
        THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    ELSIF NEW.state = 'retired' OR (NEW.state = 'published' AND (
        NEW.level_count <> (SELECT count(*) FROM maturity_level WHERE version_id = NEW.id)
        OR NEW.dimension_count <> (SELECT count(*) FROM maturity_dimension WHERE version_id = NEW.id)
        OR NEW.criterion_count <> (SELECT count(*) FROM maturity_criterion WHERE version_id = NEW.id)
    )) THEN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.organizations_guard_trail() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT OLD.purging THEN
            RAISE EXCEPTION 'the audit trail is only ever added to' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."actor_id" IS DISTINCT FROM NEW."actor_id" OR OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."action" IS DISTINCT FROM NEW."action" OR OLD."kind" IS DISTINCT FROM NEW."kind" OR OLD."object_type" IS DISTINCT FROM NEW."object_type" OR OLD."object_id" IS DISTINCT FROM NEW."object_id" OR OLD."at" IS DISTINCT FROM NEW."at" OR OLD."origin" IS DISTINCT FROM NEW."origin" OR (OLD."label" IS DISTINCT FROM NEW."label" AND NOT (NEW.erased AND NEW."label" = '')) OR (OLD."detail" IS DISTINCT FROM NEW."detail" AND NOT (NEW.erased AND NEW."detail" = '{}'::jsonb)) OR (OLD."address" IS DISTINCT FROM NEW."address" AND NOT (NEW.erased AND NEW."address" = '')) OR (OLD.erased AND NOT NEW.erased) OR (OLD.purging AND NOT NEW.purging) THEN
        RAISE EXCEPTION 'the audit trail is only ever added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_outboxmessage (
    id bigint NOT NULL,
    topic character varying(60) NOT NULL,
    handler character varying(120) NOT NULL,
    payload jsonb NOT NULL,
    state character varying(10) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    last_error text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT core_outboxmessage_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.core_outboxmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_outboxmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_sentform (
    id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    led_to text NOT NULL,
    said jsonb NOT NULL,
    sent_at timestamp with time zone NOT NULL
);
ALTER TABLE public.core_sentform ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_sentform_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.maturity_criterion (
    id bigint NOT NULL,
    extra jsonb NOT NULL,
    key character varying(80) NOT NULL,
    statement jsonb NOT NULL,
    guidance jsonb NOT NULL,
    evidence jsonb NOT NULL,
    improve jsonb NOT NULL,
    na_allowed boolean NOT NULL,
    not_applicable_when jsonb NOT NULL,
    evidences jsonb NOT NULL,
    contrast jsonb NOT NULL,
    "references" jsonb NOT NULL,
    "position" smallint NOT NULL,
    dimension_id bigint NOT NULL,
    level_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT maturity_criterion_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.maturity_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.maturity_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.maturity_dimension (
    id bigint NOT NULL,
    extra jsonb NOT NULL,
    key character varying(60) NOT NULL,
    name jsonb NOT NULL,
    short jsonb NOT NULL,
    abbreviation jsonb NOT NULL,
    description jsonb NOT NULL,
    why jsonb NOT NULL,
    "group" jsonb,
    "position" smallint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT maturity_dimension_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.maturity_dimension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.maturity_dimension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.maturity_level (
    id bigint NOT NULL,
    extra jsonb NOT NULL,
    number smallint NOT NULL,
    key character varying(60) NOT NULL,
    name jsonb NOT NULL,
    summary jsonb NOT NULL,
    highlights jsonb NOT NULL,
    technology jsonb NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT maturity_level_number_check CHECK ((number >= 0))
);
ALTER TABLE public.maturity_level ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.maturity_level_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.maturity_maturitymodel (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    archived_at timestamp with time zone,
    owner_id bigint
);
ALTER TABLE public.maturity_maturitymodel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.maturity_maturitymodel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.maturity_modelversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    state character varying(10) NOT NULL,
    languages jsonb NOT NULL,
    name jsonb NOT NULL,
    description jsonb NOT NULL,
    purpose jsonb NOT NULL,
    source jsonb NOT NULL,
    "references" jsonb NOT NULL,
    rating jsonb NOT NULL,
    base_level smallint NOT NULL,
    level_count smallint NOT NULL,
    dimension_count smallint NOT NULL,
    criterion_count smallint NOT NULL,
    note jsonb NOT NULL,
    published_at timestamp with time zone,
    checksum character varying(64) NOT NULL,
    purging boolean NOT NULL,
    extra jsonb NOT NULL,
    model_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT maturity_modelversion_base_level_check CHECK ((base_level >= 0)),
    CONSTRAINT maturity_modelversion_criterion_count_check CHECK ((criterion_count >= 0)),
    CONSTRAINT maturity_modelversion_dimension_count_check CHECK ((dimension_count >= 0)),
    CONSTRAINT maturity_modelversion_level_count_check CHECK ((level_count >= 0)),
    CONSTRAINT maturity_modelversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.maturity_modelversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.maturity_modelversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_auditevent (
    id bigint NOT NULL,
    action character varying(60) NOT NULL,
    object_type character varying(60) NOT NULL,
    object_id character varying(40) NOT NULL,
    label character varying(200) NOT NULL,
    detail jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint,
    organization_id bigint,
    address character varying(45) NOT NULL,
    erased boolean NOT NULL,
    kind character varying(12) NOT NULL,
    origin character varying(8) NOT NULL,
    person_id bigint,
    purging boolean NOT NULL
);
ALTER TABLE public.organizations_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_label (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    slug character varying(40) NOT NULL,
    organization_id bigint NOT NULL
);
ALTER TABLE public.organizations_label ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_label_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_membership (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    organization_id bigint NOT NULL
);
ALTER TABLE public.organizations_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_membershipoffer (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(15) NOT NULL,
    language character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    made_by_id bigint,
    membership_id bigint,
    organization_id bigint NOT NULL,
    team_id bigint,
    CONSTRAINT offer_role_fits_reach CHECK (((((role)::text = ANY ((ARRAY['owner'::character varying, 'admin'::character varying, 'catalog_editor'::character varying, 'auditor'::character varying])::text[])) AND (team_id IS NULL)) OR (((role)::text = ANY ((ARRAY['lead'::character varying, 'member'::character varying])::text[])) AND (team_id IS NOT NULL)) OR ((role)::text = 'manager'::text)))
);
ALTER TABLE public.organizations_membershipoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_membershipoffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_offerlink (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    mail_id bigint NOT NULL
);
ALTER TABLE public.organizations_offerlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_offerlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_offermail (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    key character varying(32) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    handed_out_at timestamp with time zone,
    sent_at timestamp with time zone,
    refusal character varying(200) NOT NULL,
    organization_id bigint NOT NULL
);
ALTER TABLE public.organizations_offermail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_offermail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_organization (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(120) NOT NULL,
    language character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    min_group_size smallint NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    default_model_key character varying(60) NOT NULL,
    languages jsonb NOT NULL,
    logo character varying(100) NOT NULL,
    retention_months smallint,
    deletion_due_at timestamp with time zone,
    CONSTRAINT organization_min_group_size CHECK ((min_group_size >= 3)),
    CONSTRAINT organizations_organization_min_group_size_check CHECK ((min_group_size >= 0)),
    CONSTRAINT organizations_organization_retention_months_check CHECK ((retention_months >= 0))
);
ALTER TABLE public.organizations_organization ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_organization_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_rolegrant (
    id bigint NOT NULL,
    role character varying(15) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    membership_id bigint NOT NULL,
    team_id bigint,
    CONSTRAINT grant_role_fits_reach CHECK (((((role)::text = ANY ((ARRAY['owner'::character varying, 'admin'::character varying, 'catalog_editor'::character varying, 'auditor'::character varying])::text[])) AND (team_id IS NULL)) OR (((role)::text = ANY ((ARRAY['lead'::character varying, 'member'::character varying])::text[])) AND (team_id IS NOT NULL)) OR ((role)::text = 'manager'::text)))
);
ALTER TABLE public.organizations_rolegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_rolegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_team (
    id bigint NOT NULL,
    kind character varying(4) NOT NULL,
    name character varying(120) NOT NULL,
    slug character varying(60) NOT NULL,
    archived_at timestamp with time zone,
    organization_id bigint NOT NULL,
    parent_id bigint,
    external_key character varying(80) NOT NULL,
    merged_into_id bigint
);
ALTER TABLE public.organizations_team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_team_labels (
    id bigint NOT NULL,
    team_id bigint NOT NULL,
    label_id bigint NOT NULL
);
ALTER TABLE public.organizations_team_labels ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_team_labels_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    language character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    theme character varying(5) NOT NULL,
    is_active boolean NOT NULL,
    erased_at timestamp with time zone,
    date_joined timestamp with time zone NOT NULL,
    is_superuser boolean NOT NULL,
    generation integer DEFAULT 0 NOT NULL,
    CONSTRAINT organizations_user_generation_check CHECK ((generation >= 0))
);
ALTER TABLE public.organizations_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_export (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    file character varying(120) NOT NULL,
    size bigint NOT NULL,
    asked_by_id bigint NOT NULL,
    organization_id bigint NOT NULL,
    CONSTRAINT reports_export_size_check CHECK ((size >= 0))
);
ALTER TABLE public.reports_export ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_export_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);
ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);
ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_answer (
    id bigint NOT NULL,
    rating character varying(40) NOT NULL,
    na_reason character varying(20) NOT NULL,
    comment text NOT NULL,
    evidence_url character varying(500) NOT NULL,
    revision integer NOT NULL,
    criterion_id bigint NOT NULL,
    response_id bigint NOT NULL,
    CONSTRAINT surveys_answer_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.surveys_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_criterionresult (
    id bigint NOT NULL,
    counts jsonb NOT NULL,
    mean_exact character varying(60) NOT NULL,
    disagreement_exact character varying(60) NOT NULL,
    shown boolean NOT NULL,
    criterion_id bigint NOT NULL,
    team_result_id bigint NOT NULL
);
ALTER TABLE public.surveys_criterionresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_criterionresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_dimensionresult (
    id bigint NOT NULL,
    level smallint,
    next_level smallint,
    score numeric(5,2),
    score_exact character varying(60) NOT NULL,
    next_mean_exact character varying(60) NOT NULL,
    blockers jsonb NOT NULL,
    dimension_id bigint NOT NULL,
    team_id bigint NOT NULL,
    round_id bigint NOT NULL,
    team_result_id bigint NOT NULL,
    CONSTRAINT surveys_dimensionresult_level_check CHECK ((level >= 0)),
    CONSTRAINT surveys_dimensionresult_next_level_check CHECK ((next_level >= 0))
);
ALTER TABLE public.surveys_dimensionresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_dimensionresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_invitation (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    state character varying(10) NOT NULL,
    token_hash character varying(64),
    sent_at timestamp with time zone,
    revoked_at timestamp with time zone,
    membership_id bigint,
    participation_id bigint NOT NULL
);
ALTER TABLE public.surveys_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_participation (
    id bigint NOT NULL,
    team_name character varying(120) NOT NULL,
    unit_path character varying(400) NOT NULL,
    expected smallint NOT NULL,
    team_id bigint NOT NULL,
    round_id bigint NOT NULL,
    CONSTRAINT surveys_participation_expected_check CHECK ((expected >= 0))
);
ALTER TABLE public.surveys_participation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_participation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_response (
    id bigint NOT NULL,
    seat character varying(40) NOT NULL,
    state character varying(10) NOT NULL,
    public_id character varying(40) NOT NULL,
    submission_key character varying(64) NOT NULL,
    submitted_at timestamp with time zone,
    invitation_id bigint,
    participation_id bigint NOT NULL,
    submitted_by_id bigint
);
ALTER TABLE public.surveys_response ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_response_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_round (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    mode character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    min_group_size smallint NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    time_zone character varying(64) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    void_reason character varying(500) NOT NULL,
    organization_id bigint NOT NULL,
    version_id bigint NOT NULL,
    opens_by_itself boolean NOT NULL,
    CONSTRAINT round_closes_after_it_opens CHECK ((closes_at > opens_at)),
    CONSTRAINT round_min_group_size CHECK ((min_group_size >= 3)),
    CONSTRAINT surveys_round_min_group_size_check CHECK ((min_group_size >= 0))
);
ALTER TABLE public.surveys_round ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_teamresult (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    level smallint,
    highest_level smallint,
    next_level smallint,
    score numeric(5,2),
    score_exact character varying(60) NOT NULL,
    conditions jsonb NOT NULL,
    plan jsonb,
    missing smallint NOT NULL,
    unknown smallint NOT NULL,
    not_applicable smallint NOT NULL,
    disagreement_exact character varying(60) NOT NULL,
    responses smallint NOT NULL,
    shown boolean NOT NULL,
    digest character varying(64) NOT NULL,
    computed_at timestamp with time zone,
    participation_id bigint NOT NULL,
    round_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT surveys_teamresult_highest_level_check CHECK ((highest_level >= 0)),
    CONSTRAINT surveys_teamresult_level_check CHECK ((level >= 0)),
    CONSTRAINT surveys_teamresult_missing_check CHECK ((missing >= 0)),
    CONSTRAINT surveys_teamresult_next_level_check CHECK ((next_level >= 0)),
    CONSTRAINT surveys_teamresult_not_applicable_check CHECK ((not_applicable >= 0)),
    CONSTRAINT surveys_teamresult_responses_check CHECK ((responses >= 0)),
    CONSTRAINT surveys_teamresult_unknown_check CHECK ((unknown >= 0))
);
ALTER TABLE public.surveys_teamresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_teamresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.account_emailaddress VALUES
	(1, 'olga@aurora.example', true, true, 1),
	(2, 'ada@aurora.example', true, true, 2),
	(3, 'davi@aurora.example', true, true, 3),
	(4, 'marta@aurora.example', true, true, 4),
	(5, 'lia@aurora.example', true, true, 5),
	(6, 'mauro@aurora.example', true, true, 6),
	(7, 'clara@aurora.example', true, true, 7),
	(8, 'vera@aurora.example', true, true, 8),
	(9, 'otto@boreal.example', true, true, 9),
	(10, 'caio@aurora.example', true, true, 10),
	(11, 'fabio@aurora.example', true, true, 11),
	(12, 'lena@boreal.example', true, true, 12),
	(13, 'sofia@aurora.example', true, true, 13);
INSERT INTO public.account_emailconfirmation VALUES
	(1, '2026-11-30 11:47:48.272258+00', NULL, 'made-up', 1);
INSERT INTO public.auth_group VALUES
	(1, 'made-up');
INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 21);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add log entry', 1, 'add_logentry'),
	(2, 'Can change log entry', 1, 'change_logentry'),
	(3, 'Can delete log entry', 1, 'delete_logentry'),
	(4, 'Can view log entry', 1, 'view_logentry'),
	(5, 'Can add permission', 2, 'add_permission'),
	(6, 'Can change permission', 2, 'change_permission'),
	(7, 'Can delete permission', 2, 'delete_permission'),
	(8, 'Can view permission', 2, 'view_permission'),
	(9, 'Can add group', 3, 'add_group'),
	(10, 'Can change group', 3, 'change_group'),
	(11, 'Can delete group', 3, 'delete_group'),
	(12, 'Can view group', 3, 'view_group'),
	(13, 'Can add content type', 4, 'add_contenttype'),
	(14, 'Can change content type', 4, 'change_contenttype'),
	(15, 'Can delete content type', 4, 'delete_contenttype'),
	(16, 'Can view content type', 4, 'view_contenttype'),
	(17, 'Can add session', 5, 'add_session'),
	(18, 'Can change session', 5, 'change_session'),
	(19, 'Can delete session', 5, 'delete_session'),
	(20, 'Can view session', 5, 'view_session'),
	(21, 'Can add email address', 6, 'add_emailaddress'),
	(22, 'Can change email address', 6, 'change_emailaddress'),
	(23, 'Can delete email address', 6, 'delete_emailaddress'),
	(24, 'Can view email address', 6, 'view_emailaddress'),
	(25, 'Can add email confirmation', 7, 'add_emailconfirmation'),
	(26, 'Can change email confirmation', 7, 'change_emailconfirmation'),
	(27, 'Can delete email confirmation', 7, 'delete_emailconfirmation'),
	(28, 'Can view email confirmation', 7, 'view_emailconfirmation'),
	(29, 'Can add authenticator', 8, 'add_authenticator'),
	(30, 'Can change authenticator', 8, 'change_authenticator'),
	(31, 'Can delete authenticator', 8, 'delete_authenticator'),
	(32, 'Can view authenticator', 8, 'view_authenticator'),
	(33, 'Can add user session', 9, 'add_usersession'),
	(34, 'Can change user session', 9, 'change_usersession'),
	(35, 'Can delete user session', 9, 'delete_usersession'),
	(36, 'Can view user session', 9, 'view_usersession'),
	(37, 'Can add social account', 10, 'add_socialaccount'),
	(38, 'Can change social account', 10, 'change_socialaccount'),
	(39, 'Can delete social account', 10, 'delete_socialaccount'),
	(40, 'Can view social account', 10, 'view_socialaccount'),
	(41, 'Can add social application', 11, 'add_socialapp'),
	(42, 'Can change social application', 11, 'change_socialapp'),
	(43, 'Can delete social application', 11, 'delete_socialapp'),
	(44, 'Can view social application', 11, 'view_socialapp'),
	(45, 'Can add social application token', 12, 'add_socialtoken'),
	(46, 'Can change social application token', 12, 'change_socialtoken'),
	(47, 'Can delete social application token', 12, 'delete_socialtoken'),
	(48, 'Can view social application token', 12, 'view_socialtoken'),
	(49, 'Can add message of the outbox', 13, 'add_outboxmessage'),
	(50, 'Can change message of the outbox', 13, 'change_outboxmessage');
INSERT INTO public.auth_permission VALUES
	(51, 'Can delete message of the outbox', 13, 'delete_outboxmessage'),
	(52, 'Can view message of the outbox', 13, 'view_outboxmessage'),
	(53, 'Can add sent form', 14, 'add_sentform'),
	(54, 'Can change sent form', 14, 'change_sentform'),
	(55, 'Can delete sent form', 14, 'delete_sentform'),
	(56, 'Can view sent form', 14, 'view_sentform'),
	(57, 'Can add account', 15, 'add_user'),
	(58, 'Can change account', 15, 'change_user'),
	(59, 'Can delete account', 15, 'delete_user'),
	(60, 'Can view account', 15, 'view_user'),
	(61, 'Can add organization', 16, 'add_organization'),
	(62, 'Can change organization', 16, 'change_organization'),
	(63, 'Can delete organization', 16, 'delete_organization'),
	(64, 'Can view organization', 16, 'view_organization'),
	(65, 'Can add membership', 17, 'add_membership'),
	(66, 'Can change membership', 17, 'change_membership'),
	(67, 'Can delete membership', 17, 'delete_membership'),
	(68, 'Can view membership', 17, 'view_membership'),
	(69, 'Can add line of the trail', 18, 'add_auditevent'),
	(70, 'Can change line of the trail', 18, 'change_auditevent'),
	(71, 'Can delete line of the trail', 18, 'delete_auditevent'),
	(72, 'Can view line of the trail', 18, 'view_auditevent'),
	(73, 'Can add team', 19, 'add_team'),
	(74, 'Can change team', 19, 'change_team'),
	(75, 'Can delete team', 19, 'delete_team'),
	(76, 'Can view team', 19, 'view_team'),
	(77, 'Can add role grant', 20, 'add_rolegrant'),
	(78, 'Can change role grant', 20, 'change_rolegrant'),
	(79, 'Can delete role grant', 20, 'delete_rolegrant'),
	(80, 'Can view role grant', 20, 'view_rolegrant'),
	(81, 'Can add label', 21, 'add_label'),
	(82, 'Can change label', 21, 'change_label'),
	(83, 'Can delete label', 21, 'delete_label'),
	(84, 'Can view label', 21, 'view_label'),
	(85, 'Can add offer mail', 22, 'add_offermail'),
	(86, 'Can change offer mail', 22, 'change_offermail'),
	(87, 'Can delete offer mail', 22, 'delete_offermail'),
	(88, 'Can view offer mail', 22, 'view_offermail'),
	(89, 'Can add offer link', 23, 'add_offerlink'),
	(90, 'Can change offer link', 23, 'change_offerlink'),
	(91, 'Can delete offer link', 23, 'delete_offerlink'),
	(92, 'Can view offer link', 23, 'view_offerlink'),
	(93, 'Can add offer to join', 24, 'add_membershipoffer'),
	(94, 'Can change offer to join', 24, 'change_membershipoffer'),
	(95, 'Can delete offer to join', 24, 'delete_membershipoffer'),
	(96, 'Can view offer to join', 24, 'view_membershipoffer'),
	(97, 'Can add maturity model', 25, 'add_maturitymodel'),
	(98, 'Can change maturity model', 25, 'change_maturitymodel'),
	(99, 'Can delete maturity model', 25, 'delete_maturitymodel'),
	(100, 'Can view maturity model', 25, 'view_maturitymodel');
INSERT INTO public.auth_permission VALUES
	(101, 'Can add model version', 26, 'add_modelversion'),
	(102, 'Can change model version', 26, 'change_modelversion'),
	(103, 'Can delete model version', 26, 'delete_modelversion'),
	(104, 'Can view model version', 26, 'view_modelversion'),
	(105, 'Can add level', 27, 'add_level'),
	(106, 'Can change level', 27, 'change_level'),
	(107, 'Can delete level', 27, 'delete_level'),
	(108, 'Can view level', 27, 'view_level'),
	(109, 'Can add dimension', 28, 'add_dimension'),
	(110, 'Can change dimension', 28, 'change_dimension'),
	(111, 'Can delete dimension', 28, 'delete_dimension'),
	(112, 'Can view dimension', 28, 'view_dimension'),
	(113, 'Can add criterion', 29, 'add_criterion'),
	(114, 'Can change criterion', 29, 'change_criterion'),
	(115, 'Can delete criterion', 29, 'delete_criterion'),
	(116, 'Can view criterion', 29, 'view_criterion'),
	(117, 'Can add participation', 30, 'add_participation'),
	(118, 'Can change participation', 30, 'change_participation'),
	(119, 'Can delete participation', 30, 'delete_participation'),
	(120, 'Can view participation', 30, 'view_participation'),
	(121, 'Can add invitation', 31, 'add_invitation'),
	(122, 'Can change invitation', 31, 'change_invitation'),
	(123, 'Can delete invitation', 31, 'delete_invitation'),
	(124, 'Can view invitation', 31, 'view_invitation'),
	(125, 'Can add response', 32, 'add_response'),
	(126, 'Can change response', 32, 'change_response'),
	(127, 'Can delete response', 32, 'delete_response'),
	(128, 'Can view response', 32, 'view_response'),
	(129, 'Can add answer', 33, 'add_answer'),
	(130, 'Can change answer', 33, 'change_answer'),
	(131, 'Can delete answer', 33, 'delete_answer'),
	(132, 'Can view answer', 33, 'view_answer'),
	(133, 'Can add round', 34, 'add_round'),
	(134, 'Can change round', 34, 'change_round'),
	(135, 'Can delete round', 34, 'delete_round'),
	(136, 'Can view round', 34, 'view_round'),
	(137, 'Can add team result', 35, 'add_teamresult'),
	(138, 'Can change team result', 35, 'change_teamresult'),
	(139, 'Can delete team result', 35, 'delete_teamresult'),
	(140, 'Can view team result', 35, 'view_teamresult'),
	(141, 'Can add dimension result', 36, 'add_dimensionresult'),
	(142, 'Can change dimension result', 36, 'change_dimensionresult'),
	(143, 'Can delete dimension result', 36, 'delete_dimensionresult'),
	(144, 'Can view dimension result', 36, 'view_dimensionresult'),
	(145, 'Can add criterion result', 37, 'add_criterionresult'),
	(146, 'Can change criterion result', 37, 'change_criterionresult'),
	(147, 'Can delete criterion result', 37, 'delete_criterionresult'),
	(148, 'Can view criterion result', 37, 'view_criterionresult'),
	(149, 'Can add export', 38, 'add_export'),
	(150, 'Can change export', 38, 'change_export');
INSERT INTO public.auth_permission VALUES
	(151, 'Can delete export', 38, 'delete_export'),
	(152, 'Can view export', 38, 'view_export');
INSERT INTO public.core_outboxmessage VALUES
	(2, 'round.invite', 'surveys.handlers.invite', '{"round": 1, "membership": 5, "organization": 1}', 'done', 1, '2025-11-30 12:02:40.280136+00', '', '2026-11-30 11:47:42.068077+00'),
	(3, 'round.invite', 'surveys.handlers.invite', '{"round": 1, "membership": 10, "organization": 1}', 'done', 1, '2025-11-30 12:02:40.280136+00', '', '2026-11-30 11:47:42.076507+00'),
	(4, 'round.invite', 'surveys.handlers.invite', '{"round": 1, "membership": 11, "organization": 1}', 'done', 1, '2025-11-30 12:02:40.280136+00', '', '2026-11-30 11:47:42.07965+00'),
	(1, 'round.opened', 'surveys.handlers.hand_out_invitations', '{"round": 1, "organization": 1}', 'done', 1, '2025-11-30 12:02:40.280136+00', '', '2026-11-30 11:47:40.449356+00'),
	(6, 'round.invite', 'surveys.handlers.invite', '{"round": 3, "membership": 5, "organization": 1}', 'done', 1, '2026-11-30 12:02:45.8505+00', '', '2026-11-30 11:47:45.843827+00'),
	(7, 'round.invite', 'surveys.handlers.invite', '{"round": 3, "membership": 10, "organization": 1}', 'done', 1, '2026-11-30 12:02:45.91232+00', '', '2026-11-30 11:47:45.847425+00'),
	(8, 'round.invite', 'surveys.handlers.invite', '{"round": 3, "membership": 11, "organization": 1}', 'done', 1, '2026-11-30 12:02:45.960203+00', '', '2026-11-30 11:47:45.849323+00'),
	(5, 'round.opened', 'surveys.handlers.hand_out_invitations', '{"round": 3, "organization": 1}', 'done', 1, '2026-11-30 12:02:45.833255+00', '', '2026-11-30 11:47:45.828888+00'),
	(10, 'round.invite', 'surveys.handlers.invite', '{"round": 4, "membership": 11, "organization": 1}', 'done', 1, '2026-11-30 12:02:46.200716+00', '', '2026-11-30 11:47:46.19952+00'),
	(9, 'round.opened', 'surveys.handlers.hand_out_invitations', '{"round": 4, "organization": 1}', 'done', 1, '2026-11-30 12:02:46.18443+00', '', '2026-11-30 11:47:46.174968+00'),
	(12, 'round.invite', 'surveys.handlers.invite', '{"round": 5, "membership": 12, "organization": 2}', 'done', 1, '2025-11-30 12:02:46.342757+00', '', '2026-11-30 11:47:46.464804+00'),
	(11, 'round.opened', 'surveys.handlers.hand_out_invitations', '{"round": 5, "organization": 2}', 'done', 1, '2025-11-30 12:02:46.342757+00', '', '2026-11-30 11:47:46.443142+00'),
	(14, 'round.invite', 'surveys.handlers.invite', '{"round": 6, "membership": 12, "organization": 2}', 'done', 1, '2026-11-30 12:02:46.880194+00', '', '2026-11-30 11:47:46.875015+00'),
	(13, 'round.opened', 'surveys.handlers.hand_out_invitations', '{"round": 6, "organization": 2}', 'done', 1, '2026-11-30 12:02:46.864493+00', '', '2026-11-30 11:47:46.859514+00'),
	(16, 'archive.made', 'reports.handlers.tell_that_it_is_made', '{"export": 1, "organization": 1}', 'done', 1, '2026-11-30 12:02:47.313577+00', '', '2026-11-30 11:47:47.312026+00'),
	(15, 'archive.asked', 'reports.handlers.make_archive', '{"export": 1, "language": "en", "organization": 1}', 'done', 1, '2026-11-30 12:02:47.117156+00', '', '2026-11-30 11:47:47.115475+00'),
	(18, 'archive.made', 'reports.handlers.tell_that_it_is_made', '{"export": 2, "organization": 2}', 'done', 1, '2026-11-30 12:02:47.704164+00', '', '2026-11-30 11:47:47.698414+00'),
	(17, 'archive.asked', 'reports.handlers.make_archive', '{"export": 2, "language": "en", "organization": 2}', 'done', 1, '2026-11-30 12:02:47.525182+00', '', '2026-11-30 11:47:47.520381+00');
INSERT INTO public.core_sentform VALUES
	(1, 'made-up', 'made-up', '[]', '2026-11-30 11:47:48.289291+00');
INSERT INTO public.django_admin_log VALUES
	(1, '2026-11-30 11:47:48.256081+00', NULL, 'made-up', 1, 'made-up', NULL, 1);
INSERT INTO public.django_content_type VALUES
	(1, 'admin', 'logentry'),
	(2, 'auth', 'permission'),
	(3, 'auth', 'group'),
	(4, 'contenttypes', 'contenttype'),
	(5, 'sessions', 'session'),
	(6, 'account', 'emailaddress'),
	(7, 'account', 'emailconfirmation'),
	(8, 'mfa', 'authenticator'),
	(9, 'usersessions', 'usersession'),
	(10, 'socialaccount', 'socialaccount'),
	(11, 'socialaccount', 'socialapp'),
	(12, 'socialaccount', 'socialtoken'),
	(13, 'core', 'outboxmessage'),
	(14, 'core', 'sentform'),
	(15, 'organizations', 'user'),
	(16, 'organizations', 'organization'),
	(17, 'organizations', 'membership'),
	(18, 'organizations', 'auditevent'),
	(19, 'organizations', 'team'),
	(20, 'organizations', 'rolegrant'),
	(21, 'organizations', 'label'),
	(22, 'organizations', 'offermail'),
	(23, 'organizations', 'offerlink'),
	(24, 'organizations', 'membershipoffer'),
	(25, 'maturity', 'maturitymodel'),
	(26, 'maturity', 'modelversion'),
	(27, 'maturity', 'level'),
	(28, 'maturity', 'dimension'),
	(29, 'maturity', 'criterion'),
	(30, 'surveys', 'participation'),
	(31, 'surveys', 'invitation'),
	(32, 'surveys', 'response'),
	(33, 'surveys', 'answer'),
	(34, 'surveys', 'round'),
	(35, 'surveys', 'teamresult'),
	(36, 'surveys', 'dimensionresult'),
	(37, 'surveys', 'criterionresult'),
	(38, 'reports', 'export');
INSERT INTO public.django_migrations VALUES
	(1, 'organizations', '0001_initial', '2026-11-30 11:47:27.034117+00'),
	(2, 'account', '0001_initial', '2026-11-30 11:47:27.157773+00'),
	(3, 'account', '0002_email_max_length', '2026-11-30 11:47:27.180392+00'),
	(4, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-30 11:47:27.227453+00'),
	(5, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-30 11:47:27.271498+00'),
	(6, 'account', '0005_emailaddress_idx_upper_email', '2026-11-30 11:47:27.307944+00'),
	(7, 'account', '0006_emailaddress_lower', '2026-11-30 11:47:27.370115+00'),
	(8, 'account', '0007_emailaddress_idx_email', '2026-11-30 11:47:27.428022+00'),
	(9, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-30 11:47:27.44341+00'),
	(10, 'account', '0009_emailaddress_unique_primary_email', '2026-11-30 11:47:27.449801+00'),
	(11, 'contenttypes', '0001_initial', '2026-11-30 11:47:27.45545+00'),
	(12, 'admin', '0001_initial', '2026-11-30 11:47:27.511789+00'),
	(13, 'admin', '0002_logentry_remove_auto_add', '2026-11-30 11:47:27.564196+00'),
	(14, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-30 11:47:27.60499+00'),
	(15, 'contenttypes', '0002_remove_content_type_name', '2026-11-30 11:47:27.69783+00'),
	(16, 'auth', '0001_initial', '2026-11-30 11:47:27.899797+00'),
	(17, 'auth', '0002_alter_permission_name_max_length', '2026-11-30 11:47:27.943718+00'),
	(18, 'auth', '0003_alter_user_email_max_length', '2026-11-30 11:47:27.956509+00'),
	(19, 'auth', '0004_alter_user_username_opts', '2026-11-30 11:47:27.968756+00'),
	(20, 'auth', '0005_alter_user_last_login_null', '2026-11-30 11:47:27.992195+00'),
	(21, 'auth', '0006_require_contenttypes_0002', '2026-11-30 11:47:27.999719+00'),
	(22, 'auth', '0007_alter_validators_add_error_messages', '2026-11-30 11:47:28.023423+00'),
	(23, 'auth', '0008_alter_user_username_max_length', '2026-11-30 11:47:28.051724+00'),
	(24, 'auth', '0009_alter_user_last_name_max_length', '2026-11-30 11:47:28.07276+00'),
	(25, 'auth', '0010_alter_group_name_max_length', '2026-11-30 11:47:28.112865+00'),
	(26, 'auth', '0011_update_proxy_permissions', '2026-11-30 11:47:28.15383+00'),
	(27, 'auth', '0012_alter_user_first_name_max_length', '2026-11-30 11:47:28.176325+00'),
	(28, 'core', '0001_initial', '2026-11-30 11:47:28.199506+00'),
	(29, 'core', '0002_forms_that_were_sent', '2026-11-30 11:47:28.232626+00'),
	(30, 'core', '0003_outbox_has_a_name', '2026-11-30 11:47:28.23863+00'),
	(31, 'core', '0004_names_for_operators', '2026-11-30 11:47:28.258905+00'),
	(32, 'maturity', '0001_initial', '2026-11-30 11:47:28.79294+00'),
	(33, 'maturity', '0002_guard_versions_on_sqlite', '2026-11-30 11:47:28.84229+00'),
	(34, 'maturity', '0003_guard_versions_on_postgresql', '2026-11-30 11:47:28.916167+00'),
	(35, 'mfa', '0001_initial', '2026-11-30 11:47:29.012576+00'),
	(36, 'mfa', '0002_authenticator_timestamps', '2026-11-30 11:47:29.051588+00'),
	(37, 'mfa', '0003_authenticator_type_uniq', '2026-11-30 11:47:29.123346+00'),
	(38, 'organizations', '0002_team_external_key', '2026-11-30 11:47:29.187353+00'),
	(39, 'organizations', '0003_team_merged_into', '2026-11-30 11:47:29.253736+00'),
	(40, 'organizations', '0004_labels', '2026-11-30 11:47:29.443577+00'),
	(41, 'organizations', '0005_offers_to_join', '2026-11-30 11:47:29.922382+00'),
	(42, 'organizations', '0006_organization_settings', '2026-11-30 11:47:30.423404+00'),
	(43, 'organizations', '0007_where_deeds_come_from', '2026-11-30 11:47:30.983393+00'),
	(44, 'organizations', '0008_guard_audit_trail', '2026-11-30 11:47:31.100114+00'),
	(45, 'organizations', '0009_addresses_confirmed', '2026-11-30 11:47:31.19133+00'),
	(46, 'organizations', '0010_organization_end', '2026-11-30 11:47:31.247544+00'),
	(47, 'organizations', '0011_operators', '2026-11-30 11:47:31.425182+00'),
	(48, 'organizations', '0012_names_for_operators', '2026-11-30 11:47:32.135521+00'),
	(49, 'organizations', '0013_a_name_for_the_end', '2026-11-30 11:47:32.158535+00'),
	(50, 'organizations', '0014_generations_of_sessions', '2026-11-30 11:47:32.193504+00');
INSERT INTO public.django_migrations VALUES
	(51, 'reports', '0001_exports', '2026-11-30 11:47:32.343372+00'),
	(52, 'sessions', '0001_initial', '2026-11-30 11:47:32.397166+00'),
	(53, 'socialaccount', '0001_initial', '2026-11-30 11:47:32.731027+00'),
	(54, 'socialaccount', '0002_token_max_lengths', '2026-11-30 11:47:32.795343+00'),
	(55, 'socialaccount', '0003_extra_data_default_dict', '2026-11-30 11:47:32.822624+00'),
	(56, 'socialaccount', '0004_app_provider_id_settings', '2026-11-30 11:47:32.901353+00'),
	(57, 'socialaccount', '0005_socialtoken_nullable_app', '2026-11-30 11:47:33.512416+00'),
	(58, 'socialaccount', '0006_alter_socialaccount_extra_data', '2026-11-30 11:47:33.588068+00'),
	(59, 'surveys', '0001_initial', '2026-11-30 11:47:35.964747+00'),
	(60, 'surveys', '0002_rounds_open_by_themselves', '2026-11-30 11:47:36.058989+00'),
	(61, 'usersessions', '0001_initial', '2026-11-30 11:47:36.219606+00');
INSERT INTO public.django_session VALUES
	('made-up', 'made-up', '2026-11-30 11:47:48.261776+00');
INSERT INTO public.maturity_criterion VALUES
	(1, '{}', 'people.agreed-goal', '{"en": "We agree on the goal of a model with its future users before we build it.", "pt-br": "Antes de construir um modelo, combinamos o objetivo dele com quem vai usá-lo."}', '{"not": {"en": "Models start from a technique or a data set; no goal is written down.", "pt-br": "Os modelos nascem de uma técnica ou de uma base de dados; nenhum objetivo está escrito."}, "fully": {"en": "Every model has a written, measurable goal that its users accepted.", "pt-br": "Todo modelo tem objetivo escrito e mensurável, aceito por quem vai usá-lo."}, "largely": {"en": "Most models have a goal accepted by their users; some lack a measurable target.", "pt-br": "A maioria dos modelos tem objetivo aceito por quem usa; em alguns falta uma meta mensurável."}, "partially": {"en": "A few models have a goal, known mainly to their author.", "pt-br": "Alguns modelos têm objetivo, conhecido principalmente por quem os criou."}}', '{"en": "A page or ticket per model with its users, the decision it supports and the target.", "pt-br": "Uma página ou ticket por modelo com quem usa, a decisão apoiada e a meta."}', '[{"en": "Write one page for your most used model: who uses it, for which decision, how success is measured.", "pt-br": "Escreva uma página para o modelo mais usado: quem usa, para qual decisão e como se mede o sucesso."}, {"en": "Ask for that page before any new model is started.", "pt-br": "Peça essa página antes de iniciar qualquer modelo novo."}]', false, '{"en": "Always applies: somebody uses what the model produces.", "pt-br": "Sempre se aplica: alguém usa o que o modelo produz."}', '[]', '[]', '["amershi2019"]', 1, 1, 2, 1),
	(2, '{}', 'people.release-roles', '{"en": "We know who does what before each model release.", "pt-br": "Antes de cada liberação de modelo, sabemos quem faz o quê."}', '{"not": {"en": "Each release begins with a search for people who can help.", "pt-br": "Cada liberação começa com a busca por alguém que possa ajudar."}, "fully": {"en": "Roles are agreed for every release, with someone from data and someone from engineering.", "pt-br": "Os papéis estão combinados em toda liberação, com alguém de dados e alguém de engenharia."}, "largely": {"en": "Roles are agreed for most releases; surprises still happen.", "pt-br": "Os papéis estão combinados na maioria das liberações; ainda há surpresas."}, "partially": {"en": "For some releases people know their part, from habit only.", "pt-br": "Em algumas liberações as pessoas sabem a sua parte, só por costume."}}', '{"en": "A release checklist or calendar with names per role.", "pt-br": "Um checklist ou calendário de liberação com nomes por papel."}', '[{"en": "List the steps of your last release with the person who did each; agree on roles from that list.", "pt-br": "Liste os passos da última liberação com quem fez cada um; combine os papéis a partir dessa lista."}]', false, '{"en": "Always applies; if no model has been released yet, rate Not achieved.", "pt-br": "Sempre se aplica; se nenhum modelo foi liberado ainda, avalie como Não atendido."}', '["l1.releases-depend-on-data-team"]', '["l0.separate-teams-painful-releases"]', '[]', 2, 1, 2, 1),
	(3, '{}', 'people.regular-exchange', '{"en": "We meet at fixed times with everyone involved in a model.", "pt-br": "Temos encontros fixos com todas as pessoas envolvidas em um modelo."}', '{"not": {"en": "People meet only when something is wrong.", "pt-br": "As pessoas só se encontram quando algo dá errado."}, "fully": {"en": "Every model has fixed meetings with data, engineering and users.", "pt-br": "Todo modelo tem encontros fixos com dados, engenharia e quem usa."}, "largely": {"en": "Most models have fixed meetings; data, engineering or users are missing at times.", "pt-br": "A maioria dos modelos tem encontros fixos; às vezes faltam dados, engenharia ou quem usa."}, "partially": {"en": "Some roles talk regularly; the others hear of it later.", "pt-br": "Alguns papéis conversam com regularidade; os outros ficam sabendo depois."}}', '{"en": "The calendar entry, with who came the last three times.", "pt-br": "O convite na agenda, com quem participou nas três últimas vezes."}', '[{"en": "Invite a user and an engineer to the next meeting about your most used model.", "pt-br": "Convide uma pessoa que usa e uma da engenharia para a próxima reunião sobre o modelo mais usado."}]', false, '{"en": "Always applies; a short call counts as well as a meeting.", "pt-br": "Sempre se aplica; uma chamada curta vale tanto quanto uma reunião."}', '[]', '["l0.separate-teams-painful-releases"]', '[]', 3, 1, 2, 1),
	(4, '{}', 'people.one-backlog', '{"en": "We plan all work on a model in one shared list (backlog).", "pt-br": "Planejamos todo o trabalho de um modelo em um único backlog compartilhado."}', '{"not": {"en": "Data, model and software work are planned apart, or not at all.", "pt-br": "Dados, modelo e software são planejados separadamente, ou nem são planejados."}, "fully": {"en": "One backlog, open to all roles, holds all work on the model.", "pt-br": "Um backlog, aberto a todos os papéis, reúne todo o trabalho do modelo."}, "largely": {"en": "One backlog holds most of the work; some roles keep their own list.", "pt-br": "Um backlog reúne a maior parte do trabalho; alguns papéis mantêm lista própria."}, "partially": {"en": "Plans are exchanged now and then, by message or meeting.", "pt-br": "Os planos são trocados de vez em quando, por mensagem ou reunião."}}', '{"en": "The backlog, with data, modelling and engineering items side by side.", "pt-br": "O backlog, com itens de dados, modelagem e engenharia lado a lado."}', '[{"en": "Move the data and modelling tasks of one model to the board that the engineers use.", "pt-br": "Leve as tarefas de dados e modelagem de um modelo para o quadro que a engenharia usa."}, {"en": "Hold one joint planning meeting per cycle.", "pt-br": "Faça uma reunião conjunta de planejamento por ciclo."}]', false, '{"en": "Always applies, also to a team of two.", "pt-br": "Sempre se aplica, mesmo a uma equipe de duas pessoas."}', '[]', '["l0.separate-teams-painful-releases"]', '["microsoft-mlops"]', 4, 1, 3, 1),
	(22, '{}', 'training.simple-baseline', '{"en": "We compare each new model with a simple solution (a baseline, such as the rule used today).", "pt-br": "Comparamos cada modelo novo com uma solução simples (baseline, como a regra usada hoje)."}', '{"not": {"en": "Nobody knows whether the model beats a simple rule.", "pt-br": "Ninguém sabe se o modelo supera uma regra simples."}, "fully": {"en": "Every new model is compared; one that gains too little is not used.", "pt-br": "Todo modelo novo é comparado; se o ganho é pequeno, não é usado."}, "largely": {"en": "Most new models are compared with a simple solution.", "pt-br": "A maioria dos modelos novos é comparada com uma solução simples."}, "partially": {"en": "The comparison is made when somebody asks.", "pt-br": "A comparação é feita quando alguém pergunta."}}', '{"en": "The evaluation report of the last model with a line for the simple solution.", "pt-br": "O relatório de avaliação do último modelo com uma linha para a solução simples."}', '[{"en": "Compute what the most frequent answer, last month''s value or a cheaper model would have scored.", "pt-br": "Calcule quanto acertaria a resposta mais frequente, o valor do mês passado ou um modelo mais barato."}]', false, '{"en": "Always applies, also to suppliers'' models.", "pt-br": "Sempre se aplica, mesmo a modelos de fornecedor."}', '[]', '[]', '["breck2017"]', 22, 3, 2, 1),
	(5, '{}', 'people.joint-conversion', '{"en": "We turn experiments into repeatable pipelines as joint work of data scientists with engineers.", "pt-br": "Transformamos experimentos em pipelines repetíveis com ciência de dados e engenharia trabalhando juntas."}', '{"not": {"en": "One side throws code over the wall; the other rewrites it.", "pt-br": "Um lado joga o código por cima do muro; o outro reescreve."}, "fully": {"en": "Every experiment that is kept is converted jointly, with review by both sides.", "pt-br": "Todo experimento aproveitado é convertido em conjunto, com revisão dos dois lados."}, "largely": {"en": "Most experiments are converted jointly; some are still handed over.", "pt-br": "A maioria dos experimentos é convertida em conjunto; alguns ainda são repassados."}, "partially": {"en": "Help is given when asked for, usually late.", "pt-br": "A ajuda vem quando é pedida, em geral tarde."}}', '{"en": "Pull requests (code reviews) of training code with reviewers from both roles.", "pt-br": "Pull requests do código de treinamento com revisão dos dois papéis."}', '[{"en": "Pair a data scientist with an engineer on the next experiment worth keeping.", "pt-br": "Coloque alguém de dados e alguém de engenharia para trabalhar em par no próximo experimento aproveitado."}]', true, '{"en": "N/A is fair if the same people do both kinds of work.", "pt-br": "Cabe \"Não se aplica\" se as mesmas pessoas fazem os dois tipos de trabalho."}', '["l2.reproducible-model"]', '["l0.separate-teams-painful-releases"]', '["microsoft-mlops", "serban2020"]', 5, 1, 3, 1),
	(6, '{}', 'people.release-without-author', '{"en": "We can release a new version of a model without help from the person who built it.", "pt-br": "Conseguimos liberar uma nova versão de um modelo sem a ajuda de quem o construiu."}', '{"not": {"en": "Only the author can release the model.", "pt-br": "Só quem construiu o modelo consegue liberá-lo."}, "fully": {"en": "Others have released every model on their own; anyone with the right to release can.", "pt-br": "Outras pessoas já liberaram sozinhas todos os modelos; qualquer pessoa autorizada consegue."}, "largely": {"en": "Others have released most models on their own.", "pt-br": "Outras pessoas já liberaram sozinhas a maioria dos modelos."}, "partially": {"en": "Others can do parts of it, with the author at hand.", "pt-br": "Outras pessoas fazem partes, com quem construiu por perto."}}', '{"en": "The release history: who released is often not who built.", "pt-br": "O histórico de liberações: quem liberou muitas vezes não é quem construiu."}', '[{"en": "Let someone else do the next release while the author only watches; fix what was unclear.", "pt-br": "Deixe outra pessoa fazer a próxima liberação, com quem construiu só observando; corrija o que não ficou claro."}, {"en": "Move steps that need the author''s knowledge into scripts.", "pt-br": "Passe para scripts os passos que só quem construiu conhece."}]', false, '{"en": "Always applies; a team of one rates whether a colleague from another team could do it.", "pt-br": "Sempre se aplica; em uma equipe de uma pessoa, avalie se alguém de outra equipe conseguiria."}', '["l3.automatic-releases"]', '["l1.releases-depend-on-data-team"]', '[]', 6, 1, 4, 1),
	(7, '{}', 'people.duty-rota', '{"en": "We have an on-call schedule that says who reacts when a model fails in production.", "pt-br": "Temos uma escala de plantão que define quem age quando um modelo falha em produção."}', '{"not": {"en": "Whoever notices tries to find someone.", "pt-br": "Quem percebe tenta achar alguém."}, "fully": {"en": "A schedule covers every model in all agreed hours, with a deputy.", "pt-br": "A escala cobre todos os modelos em todos os horários combinados, com suplente."}, "largely": {"en": "A schedule covers most models or most of the agreed hours.", "pt-br": "A escala cobre a maioria dos modelos ou dos horários combinados."}, "partially": {"en": "The same person is always called, by habit.", "pt-br": "A mesma pessoa é sempre chamada, por costume."}}', '{"en": "The schedule, and the last two incidents with the time to first reaction.", "pt-br": "A escala e os dois últimos incidentes, com o tempo até a primeira reação."}', '[{"en": "Agree on support hours for your most important model; name a person and a deputy per week.", "pt-br": "Combine o horário de atendimento do modelo mais importante; defina titular e suplente por semana."}]', false, '{"en": "Always applies; office hours are enough if agreed, and a schedule of another team counts.", "pt-br": "Sempre se aplica; horário comercial basta, se combinado, e a escala de outra equipe também vale."}', '[]', '[]', '["sre2016"]', 7, 1, 4, 1),
	(8, '{}', 'people.learning-from-incidents', '{"en": "We finish the improvements agreed on after each incident with a model.", "pt-br": "Concluímos as melhorias combinadas depois de cada incidente com um modelo."}', '{"not": {"en": "Incidents are repaired, then forgotten.", "pt-br": "Os incidentes são resolvidos e esquecidos."}, "fully": {"en": "Every incident is reviewed without blame, and all its actions are finished on time.", "pt-br": "Todo incidente tem revisão sem busca de culpados, com todas as ações concluídas no prazo."}, "largely": {"en": "Most incidents lead to finished actions.", "pt-br": "A maioria dos incidentes leva a ações concluídas."}, "partially": {"en": "Some incidents are discussed; actions are seldom finished.", "pt-br": "Alguns incidentes são discutidos; as ações raramente são concluídas."}}', '{"en": "Incident reviews of the last six months with the state of each action.", "pt-br": "As revisões de incidentes (post-mortems) dos últimos seis meses, com a situação de cada ação."}', '[{"en": "Write a one-page review of the last incident with at most three actions, each with owner and date.", "pt-br": "Escreva um post-mortem de uma página do último incidente, com até três ações, cada uma com responsável e data."}, {"en": "Look at open actions at the start of each planning meeting.", "pt-br": "Comece cada reunião de planejamento pelas ações em aberto."}]', true, '{"en": "N/A is fair only after a year in production without an incident; wrong or harmful answers count as incidents.", "pt-br": "Só cabe \"Não se aplica\" após um ano em produção sem incidentes; respostas erradas ou nocivas contam como incidentes."}', '["l4.production-driven-improvement"]', '[]', '["sre2016", "accelerate2018"]', 8, 1, 5, 1),
	(79, '{}', 'value.known-users', '{"en": "We know who uses the results of our work.", "pt-br": "Sabemos quem usa o resultado do nosso trabalho."}', '{"not": {"en": "We could not name a user.", "pt-br": "Não saberíamos citar ninguém que usa."}, "fully": {"en": "We know the users of every result and have met some of them.", "pt-br": "Sabemos quem usa cada resultado e já conversamos com algumas dessas pessoas."}, "largely": {"en": "We know the users of most results.", "pt-br": "Sabemos quem usa a maioria dos resultados."}, "partially": {"en": "We know users of some results, from hearsay.", "pt-br": "Sabemos quem usa alguns resultados, de ouvir falar."}}', '{"en": "A user''s name for each of the last three results.", "pt-br": "O nome de uma pessoa que usa cada um dos três últimos resultados."}', '[{"en": "Visit one user and watch the result in use.", "pt-br": "Visite uma pessoa que usa e veja o resultado em uso."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 1, 12, 10, 3),
	(9, '{}', 'people.priorities-from-production', '{"en": "We choose our next improvements from what measurements in production show.", "pt-br": "Escolhemos as próximas melhorias com base no que as métricas de produção mostram."}', '{"not": {"en": "Priorities follow opinions or whoever asks loudest.", "pt-br": "As prioridades seguem opiniões ou quem pede mais alto."}, "fully": {"en": "Every improvement starts from a production measurement and is checked against it afterwards.", "pt-br": "Toda melhoria parte de uma métrica de produção e é conferida com ela depois."}, "largely": {"en": "Most improvements name the measurement that called for them.", "pt-br": "A maioria das melhorias cita a métrica que as motivou."}, "partially": {"en": "Measurements are quoted at times, mostly after the decision.", "pt-br": "As métricas são citadas às vezes, em geral depois da decisão."}}', '{"en": "Backlog items that link to a production chart, before and after.", "pt-br": "Itens do backlog ligados a um gráfico de produção, antes e depois."}', '[{"en": "Open the next planning meeting with three production charts.", "pt-br": "Abra a próxima reunião de planejamento com três gráficos de produção."}]', false, '{"en": "Always applies; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; se ainda não há modelo em produção, avalie como Não atendido."}', '["l4.production-driven-improvement"]', '[]', '[]', 9, 1, 5, 1),
	(10, '{}', 'data.known-owners', '{"en": "We know who is responsible for each data source that our models use.", "pt-br": "Sabemos quem é responsável por cada fonte de dados que nossos modelos usam."}', '{"not": {"en": "Nobody could name the people responsible.", "pt-br": "Ninguém saberia dizer quem responde por elas."}, "fully": {"en": "Every source has a person or team named in a list that is kept up to date.", "pt-br": "Toda fonte tem pessoa ou equipe responsável em uma lista sempre atualizada."}, "largely": {"en": "Most sources have a person or team named in a list.", "pt-br": "A maioria das fontes tem pessoa ou equipe responsável em uma lista."}, "partially": {"en": "For a few sources it is known, by word of mouth.", "pt-br": "Em algumas fontes isso é sabido, de boca em boca."}}', '{"en": "A table of data sources with the responsible person and the date of the last check.", "pt-br": "Uma tabela de fontes de dados com responsável e data da última conferência."}', '[{"en": "List the sources of one model and ask each assumed owner to confirm.", "pt-br": "Liste as fontes de um modelo e confirme com quem parece ser responsável por cada uma."}]', false, '{"en": "Always applies: every model uses data; documents that a language model reads count.", "pt-br": "Sempre se aplica: todo modelo usa dados; documentos que um modelo de linguagem consulta contam."}', '[]', '[]', '["microsoft-mlops"]', 10, 2, 2, 1),
	(11, '{}', 'data.shared-storage', '{"en": "We keep training data in shared storage instead of on personal machines.", "pt-br": "Guardamos os dados de treinamento em armazenamento compartilhado, não em máquinas pessoais."}', '{"not": {"en": "Data lives on laptops or in mail attachments.", "pt-br": "Os dados ficam em computadores pessoais ou em anexos de e-mail."}, "fully": {"en": "All data sets are read from shared storage with backup.", "pt-br": "Todas as bases são lidas do armazenamento compartilhado, com backup."}, "largely": {"en": "Most data sets are read from shared storage.", "pt-br": "A maioria das bases é lida do armazenamento compartilhado."}, "partially": {"en": "Some data sets are shared; private copies circulate.", "pt-br": "Algumas bases são compartilhadas; cópias pessoais circulam."}}', '{"en": "The storage path in the training code of any model.", "pt-br": "O caminho do armazenamento no código de treinamento de qualquer modelo."}', '[{"en": "Move the data of your most used model to shared storage; change the code to read from there.", "pt-br": "Leve os dados do modelo mais usado para o armazenamento compartilhado e mude o código para lê-los de lá."}]', false, '{"en": "Always applies; for a supplier''s model, rate your test data and the documents that it reads.", "pt-br": "Sempre se aplica; em modelo de fornecedor, avalie os dados de teste e os documentos que ele consulta."}', '[]', '["l0.lifecycle-hard-to-manage"]', '[]', 11, 2, 2, 1),
	(12, '{}', 'data.known-personal-data', '{"en": "We know which of our data sets contain personal data.", "pt-br": "Sabemos quais das nossas bases contêm dados pessoais."}', '{"not": {"en": "Nobody has looked.", "pt-br": "Ninguém verificou."}, "fully": {"en": "Every data set has been checked; the personal fields are on record.", "pt-br": "Toda base foi verificada; os campos com dados pessoais estão registrados."}, "largely": {"en": "Most data sets have been checked; the result is written down.", "pt-br": "A maioria das bases foi verificada; o resultado está registrado."}, "partially": {"en": "Only the obvious cases are known.", "pt-br": "Só conhecemos os casos óbvios."}}', '{"en": "The table of data sources with a column for personal data.", "pt-br": "A tabela de fontes de dados com uma coluna para dados pessoais."}', '[{"en": "Go through the fields of your most used data set with the person who knows it best.", "pt-br": "Percorra os campos da base mais usada com quem a conhece melhor."}]', false, '{"en": "Always applies; prompts and logs count as data sets, and having checked that there are none counts as Fully achieved.", "pt-br": "Sempre se aplica; prompts e logs contam como bases, e ter verificado que não há nenhum conta como Totalmente atendido."}', '[]', '[]', '["lgpd"]', 12, 2, 2, 1),
	(13, '{}', 'data.recoverable-versions', '{"en": "We can retrieve the exact data behind any released model.", "pt-br": "Conseguimos recuperar exatamente os dados usados em qualquer modelo liberado."}', '{"not": {"en": "The data has been changed or overwritten since.", "pt-br": "Os dados já foram alterados ou sobrescritos."}, "fully": {"en": "For every model the data version is recorded and can be fetched unchanged.", "pt-br": "Em todo modelo a versão dos dados está registrada e pode ser recuperada sem alteração."}, "largely": {"en": "For most models the data version is recorded; a few gaps remain.", "pt-br": "Na maioria dos modelos a versão dos dados está registrada; restam algumas lacunas."}, "partially": {"en": "For some models there is a copy, or a query with a date.", "pt-br": "Para alguns modelos existe uma cópia ou uma consulta com data."}}', '{"en": "A released model picked at random, with its data fetched live.", "pt-br": "Um modelo liberado, escolhido ao acaso, com os dados recuperados na hora."}', '[{"en": "Store a snapshot or a versioned query with the next training run.", "pt-br": "Guarde um snapshot ou uma consulta versionada no próximo treinamento."}, {"en": "Write the data version into the model''s record automatically.", "pt-br": "Grave automaticamente a versão dos dados no registro do modelo."}]', false, '{"en": "Always applies; for a supplier''s model, rate your test data; where the law demands deletion, a record of what was used counts.", "pt-br": "Sempre se aplica; em modelo de fornecedor, avalie os dados de teste; se a lei exige apagar dados, vale o registro do que foi usado."}', '["l2.reproducible-model"]', '["l1.hard-to-reproduce"]', '["sculley2015"]', 13, 2, 3, 1),
	(14, '{}', 'data.scripted-preparation', '{"en": "We prepare training data with code that runs from start to end without manual steps.", "pt-br": "Preparamos os dados de treinamento com código que roda do início ao fim sem passos manuais."}', '{"not": {"en": "Data is cleaned by hand, in spreadsheets or notebooks run cell by cell.", "pt-br": "Os dados são limpos manualmente, em planilhas ou notebooks executados célula a célula."}, "fully": {"en": "For every model code does all of it, from raw to ready data.", "pt-br": "Em todo modelo o código faz tudo, do dado bruto ao dado pronto."}, "largely": {"en": "For most models code does all of it; exceptions need a hand.", "pt-br": "Na maioria dos modelos o código faz tudo; exceções pedem ajuda manual."}, "partially": {"en": "Parts are scripted; people join the parts by hand.", "pt-br": "Partes estão em scripts; alguém junta as partes manualmente."}}', '{"en": "The code and its last successful run.", "pt-br": "O código e a última execução com sucesso."}', '[{"en": "Turn the preparation notebook of one model into a script that runs on a clean machine.", "pt-br": "Transforme o notebook de preparação de um modelo em um script que rode em uma máquina limpa."}]', true, '{"en": "N/A is fair if the data needs no preparation; if another team prepares it, rate what you get.", "pt-br": "Cabe \"Não se aplica\" se os dados não precisam de preparação; se outra equipe prepara, avalie o que vocês recebem."}', '["l2.automated-training"]', '["l0.manual-training"]', '["breck2017"]', 14, 2, 3, 1),
	(15, '{}', 'data.described-features', '{"en": "We describe each model input (feature) where others can find it for reuse.", "pt-br": "Descrevemos cada entrada do modelo (feature) onde outras pessoas possam encontrá-la e reutilizá-la."}', '{"not": {"en": "Inputs are understood only by reading the code.", "pt-br": "Só dá para entender as entradas lendo o código."}, "fully": {"en": "Every input has meaning, unit, origin and allowed values on record, open to other teams.", "pt-br": "Toda entrada tem significado, unidade, origem e valores permitidos registrados, abertos a outras equipes."}, "largely": {"en": "Most inputs are described in one place; units or origins are missing at times.", "pt-br": "A maioria das entradas está descrita em um só lugar; às vezes faltam unidade ou origem."}, "partially": {"en": "Some inputs of some models are described.", "pt-br": "Algumas entradas de alguns modelos estão descritas."}}', '{"en": "The feature list of a model, understood by someone who did not write it.", "pt-br": "A lista de features de um modelo, entendida por quem não a escreveu."}', '[{"en": "Describe the ten most important inputs of one model in one table.", "pt-br": "Descreva em uma tabela as dez entradas mais importantes de um modelo."}, {"en": "Before building a new input, look in that table for one to reuse.", "pt-br": "Antes de criar uma entrada nova, procure nessa tabela uma que dê para reutilizar."}]', true, '{"en": "N/A is fair if inputs are raw images, sound or text without derived features.", "pt-br": "Cabe \"Não se aplica\" se as entradas são imagens, áudio ou texto brutos, sem features derivadas."}', '[]', '[]', '["gebru2021"]', 15, 2, 3, 1),
	(16, '{}', 'data.automatic-checks', '{"en": "We check new data automatically before a model is trained on it.", "pt-br": "Verificamos automaticamente os dados novos antes de treinar um modelo com eles."}', '{"not": {"en": "Problems show up in the finished model, if at all.", "pt-br": "Os problemas só aparecem no modelo pronto, quando aparecem."}, "fully": {"en": "For every model checks run before each training run and stop it on failure.", "pt-br": "Em todo modelo as verificações rodam antes de cada treinamento e o interrompem em caso de falha."}, "largely": {"en": "For most models checks run on columns, ranges or gaps; failures do not always stop training.", "pt-br": "Na maioria dos modelos há verificação de colunas, faixas ou lacunas; uma falha nem sempre interrompe o treinamento."}, "partially": {"en": "Someone looks at the data, or a few checks run on demand.", "pt-br": "Alguém olha os dados, ou poucas verificações rodam sob demanda."}}', '{"en": "The list of checks and a run that was stopped by one.", "pt-br": "A lista de verificações e uma execução interrompida por uma delas."}', '[{"en": "Check columns, value ranges and share of missing values for one model; stop the run on failure.", "pt-br": "Verifique colunas, faixas de valores e proporção de valores ausentes em um modelo; interrompa em caso de falha."}]', false, '{"en": "Always applies, also to a model trained once; for a supplier''s model, rate the checks on test data and on the documents that it reads.", "pt-br": "Sempre se aplica, mesmo a um modelo treinado uma só vez; em modelo de fornecedor, avalie as verificações dos dados de teste e dos documentos que ele consulta."}', '[]', '[]', '["breck2017", "google-mlops"]', 16, 2, 4, 1),
	(17, '{}', 'data.same-feature-code', '{"en": "We compute each model input with the same code in training as in production.", "pt-br": "Calculamos cada entrada do modelo com o mesmo código no treinamento e na produção."}', '{"not": {"en": "Inputs are programmed twice, by different people.", "pt-br": "As entradas são programadas duas vezes, por pessoas diferentes."}, "fully": {"en": "All inputs come from one shared implementation, such as a feature store (a shared library of inputs).", "pt-br": "Todas as entradas vêm de uma única implementação, como uma feature store (repositório de entradas prontas)."}, "largely": {"en": "Most inputs share code; the rest are compared by tests.", "pt-br": "A maioria das entradas compartilha código; o resto é comparado por testes."}, "partially": {"en": "Some inputs share code; differences are found by accident.", "pt-br": "Algumas entradas compartilham código; diferenças são achadas por acaso."}}', '{"en": "The shared module, called from both the training job and the service.", "pt-br": "O módulo compartilhado, chamado pelo treinamento e pelo serviço."}', '[{"en": "Log the production inputs of one model for a day; compare them with those that the training code computes.", "pt-br": "Registre por um dia as entradas de um modelo em produção e compare com as recalculadas pelo código de treinamento."}, {"en": "Move the code of the inputs that differ into one package.", "pt-br": "Leve o código das entradas divergentes para um único pacote."}]', true, '{"en": "N/A is fair if inputs are used without any preparation, or if the training job itself makes the predictions.", "pt-br": "Cabe \"Não se aplica\" se as entradas são usadas sem nenhuma preparação ou se o próprio treinamento gera as predições."}', '["l3.managed-environments"]', '[]', '["breck2017", "google-mlops"]', 17, 2, 4, 1),
	(18, '{}', 'data.bad-data-stopped', '{"en": "We automatically stop bad data before it reaches a model in production.", "pt-br": "Barramos automaticamente dados ruins antes que cheguem a um modelo em produção."}', '{"not": {"en": "Models in production accept whatever arrives.", "pt-br": "Os modelos em produção aceitam o que chegar."}, "fully": {"en": "Every model refuses or sets aside bad data and notifies the data''s owner.", "pt-br": "Todo modelo recusa ou separa dados ruins e avisa quem é responsável por eles."}, "largely": {"en": "Most models refuse or set aside bad data; some gaps remain.", "pt-br": "A maioria dos modelos recusa ou separa dados ruins; restam algumas lacunas."}, "partially": {"en": "Bad data is noticed afterwards and repaired by hand.", "pt-br": "Dados ruins são percebidos depois e corrigidos manualmente."}}', '{"en": "The record of data refused or set aside in the last month.", "pt-br": "O registro dos dados recusados ou separados no último mês."}', '[{"en": "Put the checks used before training in front of one production model.", "pt-br": "Coloque as verificações usadas antes do treinamento na frente de um modelo em produção."}, {"en": "For a language model, add a filter (guardrail) for personal data and for attempts to override its instructions.", "pt-br": "Em um modelo de linguagem, inclua um filtro (guardrail) para dados pessoais e para tentativas de burlar as instruções."}]', false, '{"en": "Always applies; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; se ainda não há modelo em produção, avalie como Não atendido."}', '["l4.automated-monitored-system"]', '[]', '["breck2017", "owasp-llm"]', 18, 2, 5, 1),
	(19, '{}', 'data.production-labels', '{"en": "We automatically add the real outcomes of predictions (such as whether the sale happened) to our training data.", "pt-br": "Levamos automaticamente o resultado real das predições (por exemplo, se a venda aconteceu) para os dados de treinamento."}', '{"not": {"en": "Outcomes are not collected.", "pt-br": "Os resultados reais não são coletados."}, "fully": {"en": "For every model whose outcome can be known, it reaches the training data without manual work.", "pt-br": "Em todo modelo cujo resultado pode ser conhecido, ele chega aos dados de treinamento sem trabalho manual."}, "largely": {"en": "For most models outcomes arrive automatically; joining them still takes some work.", "pt-br": "Na maioria dos modelos os resultados chegam automaticamente; juntá-los ainda dá trabalho."}, "partially": {"en": "Outcomes are collected by hand, on special occasions.", "pt-br": "Os resultados são coletados manualmente, em ocasiões especiais."}}', '{"en": "The job that joins predictions with outcomes, with the date of its newest record.", "pt-br": "A rotina que junta predições e resultados, com a data do registro mais novo."}', '[{"en": "Give each prediction an identifier that the system with the outcomes keeps too.", "pt-br": "Dê a cada predição um identificador que o sistema com os resultados também guarde."}, {"en": "Schedule the join of predictions with outcomes for one model.", "pt-br": "Agende a junção de predições e resultados de um modelo."}]', true, '{"en": "N/A is fair if neither outcomes nor corrections by users can be known; for a supplier''s model, test data counts.", "pt-br": "Cabe \"Não se aplica\" se não há como conhecer o resultado nem correções de quem usa; em modelo de fornecedor, valem os dados de teste."}', '["l4.production-driven-improvement"]', '[]', '["google-mlops"]', 19, 2, 5, 1),
	(20, '{}', 'training.versioned-code', '{"en": "We keep all training code in version control such as Git (prompts count as code).", "pt-br": "Mantemos todo o código de treinamento versionado, por exemplo no Git (prompts contam como código)."}', '{"not": {"en": "Training code lives in personal folders.", "pt-br": "O código de treinamento fica em pastas pessoais."}, "fully": {"en": "All training code is in repositories and current, notebooks and prompts included.", "pt-br": "Todo o código de treinamento está em repositórios e atualizado, inclusive notebooks e prompts."}, "largely": {"en": "Most training code is in repositories; some notebooks or prompts stay outside.", "pt-br": "A maior parte do código está em repositórios; alguns notebooks ou prompts ficam de fora."}, "partially": {"en": "Some projects are in a repository; others are shared as files.", "pt-br": "Alguns projetos estão em repositório; outros circulam como arquivos."}}', '{"en": "The repository of the model in production, with recent commits.", "pt-br": "O repositório do modelo em produção, com commits recentes."}', '[{"en": "Commit the code of the model now in production as it is; clean up later.", "pt-br": "Suba para o repositório o código do modelo em produção como está; arrume depois."}]', true, '{"en": "N/A is fair if you only use suppliers'' models as they are, without code or prompts of your own.", "pt-br": "Cabe \"Não se aplica\" se vocês só usam modelos de fornecedor como vêm, sem código nem prompts próprios."}', '[]', '["l1.hard-to-reproduce"]', '["microsoft-mlops", "accelerate2018"]', 20, 3, 2, 1),
	(21, '{}', 'training.unseen-data', '{"en": "We judge each new model on data kept out of its training.", "pt-br": "Avaliamos cada modelo novo com dados que ficaram fora do treinamento."}', '{"not": {"en": "Models are judged by a look at some results.", "pt-br": "Os modelos são avaliados olhando alguns resultados."}, "fully": {"en": "Every model is judged on a fixed set of separate data that resembles production.", "pt-br": "Todo modelo é avaliado com um conjunto fixo de dados separados, parecidos com os da produção."}, "largely": {"en": "Most models are judged on a fixed set of separate data.", "pt-br": "A maioria dos modelos é avaliada com um conjunto fixo de dados separados."}, "partially": {"en": "Separate data is used at times; the split differs from run to run.", "pt-br": "Às vezes se usam dados separados; a divisão muda a cada execução."}}', '{"en": "The evaluation report of the last model with the description of its test data.", "pt-br": "O relatório de avaliação do último modelo com a descrição dos dados de teste."}', '[{"en": "Set aside the most recent month as test data for one model; never train on it.", "pt-br": "Reserve o mês mais recente como dados de teste de um modelo; nunca treine com ele."}, {"en": "For a language model, collect thirty real questions with good answers as a fixed test set.", "pt-br": "Em um modelo de linguagem, reúna trinta perguntas reais com boas respostas como conjunto fixo de teste."}]', false, '{"en": "Always applies, also to suppliers'' models: you can test them on your own data.", "pt-br": "Sempre se aplica, mesmo a modelos de fornecedor: dá para testá-los com os seus próprios dados."}', '[]', '["l0.manual-testing"]', '["breck2017"]', 21, 3, 2, 1),
	(23, '{}', 'training.one-job', '{"en": "We train a model by starting one automated job (pipeline).", "pt-br": "Treinamos um modelo iniciando um único pipeline automatizado."}', '{"not": {"en": "Training is a sequence of manual steps.", "pt-br": "Treinar é uma sequência de passos manuais."}, "fully": {"en": "Every model trains in one job, from data to evaluated model.", "pt-br": "Todo modelo treina em um único pipeline, dos dados ao modelo avaliado."}, "largely": {"en": "Most models train in one job; settings are still edited by hand.", "pt-br": "A maioria dos modelos treina em um único pipeline; configurações ainda são editadas manualmente."}, "partially": {"en": "Some steps are scripted; their order is in someone''s head.", "pt-br": "Alguns passos estão em scripts; a ordem está na cabeça de alguém."}}', '{"en": "The job''s definition and a run started by someone other than its author.", "pt-br": "A definição do pipeline e uma execução iniciada por quem não o escreveu."}', '[{"en": "Write down the manual steps of one model; put them into one script, in order.", "pt-br": "Anote os passos manuais de um modelo e coloque-os em um script, na ordem."}, {"en": "Let a scheduler or a build server run that script.", "pt-br": "Faça um agendador ou o servidor de build (CI) executar esse script."}]', true, '{"en": "N/A is fair if suppliers train all your models and you do not fine-tune them.", "pt-br": "Cabe \"Não se aplica\" se fornecedores treinam todos os seus modelos e vocês não fazem fine-tuning."}', '["l2.automated-training"]', '["l0.manual-training"]', '[]', 23, 3, 3, 1),
	(24, '{}', 'training.tracked-runs', '{"en": "We record the performance of every training run in one central place.", "pt-br": "Registramos o desempenho de cada treinamento em um lugar central."}', '{"not": {"en": "Results live in notebooks, mails or memories.", "pt-br": "Os resultados ficam em notebooks, e-mails ou na memória."}, "fully": {"en": "Every run is recorded automatically, with settings, data version and results.", "pt-br": "Todo treinamento é registrado automaticamente, com configurações, versão dos dados e resultados."}, "largely": {"en": "Most runs reach a shared record; someone has to remember to write them down.", "pt-br": "A maioria chega a um registro compartilhado; alguém precisa lembrar de anotar."}, "partially": {"en": "Some runs are noted, each person in a file of their own.", "pt-br": "Alguns treinamentos são anotados, cada pessoa no seu arquivo."}}', '{"en": "The shared record, sorted by date, with runs of several people.", "pt-br": "O registro compartilhado, por data, com treinamentos de várias pessoas."}', '[{"en": "Call an experiment tracker (such as MLflow) from one training job.", "pt-br": "Chame uma ferramenta de rastreamento de experimentos (como o MLflow) em um treinamento."}]', false, '{"en": "Always applies; for a supplier''s model, each evaluation of a version or prompt counts as a run.", "pt-br": "Sempre se aplica; em modelo de fornecedor, cada avaliação de versão ou prompt conta como um treinamento."}', '["l2.training-performance-tracking"]', '["l0.no-central-performance-tracking", "l1.hard-to-reproduce"]', '["breck2017"]', 24, 3, 3, 1),
	(25, '{}', 'training.managed-environment', '{"en": "We build training environments from files in version control (such as a Dockerfile).", "pt-br": "Montamos os ambientes de treinamento a partir de arquivos versionados (como um Dockerfile)."}', '{"not": {"en": "Each person trains on a machine set up by hand.", "pt-br": "Cada pessoa treina em uma máquina configurada manualmente."}, "fully": {"en": "Every model has such a file, and each run records which version of it was used.", "pt-br": "Todo modelo tem esse arquivo, e cada treinamento registra qual versão dele foi usada."}, "largely": {"en": "Most models have such a file, with fixed library versions.", "pt-br": "A maioria dos modelos tem esse arquivo, com versões fixas das bibliotecas."}, "partially": {"en": "Library lists exist for some models, often out of date.", "pt-br": "Há listas de bibliotecas para alguns modelos, muitas vezes desatualizadas."}}', '{"en": "A Dockerfile or lock file, with the run that used it.", "pt-br": "Um Dockerfile ou lock file, com o treinamento que o usou."}', '[{"en": "Fix the library versions of one model; train it on a fresh machine.", "pt-br": "Fixe as versões das bibliotecas de um modelo e treine-o em uma máquina limpa."}]', true, '{"en": "N/A is fair if suppliers train all your models and you do not fine-tune them.", "pt-br": "Cabe \"Não se aplica\" se fornecedores treinam todos os seus modelos e vocês não fazem fine-tuning."}', '["l2.managed-training-environment"]', '["l1.hard-to-reproduce"]', '[]', 25, 3, 3, 1),
	(26, '{}', 'training.reproducible-model', '{"en": "We can rebuild any released model with equivalent results.", "pt-br": "Conseguimos reproduzir qualquer modelo liberado com resultados equivalentes."}', '{"not": {"en": "Rebuilding an old model has not worked or was never tried.", "pt-br": "Reproduzir um modelo antigo não funcionou ou nunca foi tentado."}, "fully": {"en": "It works for every released model; we try it regularly.", "pt-br": "Funciona em todo modelo liberado; testamos isso regularmente."}, "largely": {"en": "It works for most models within an agreed tolerance.", "pt-br": "Funciona na maioria dos modelos, dentro de uma tolerância combinada."}, "partially": {"en": "It worked for a few models, with the author''s help.", "pt-br": "Funcionou em alguns modelos, com ajuda de quem os criou."}}', '{"en": "A rebuild done in the last quarter with both sets of results.", "pt-br": "Uma reprodução feita no último trimestre, com os dois resultados."}', '[{"en": "Rebuild the model now in production from the repository alone; note what was missing.", "pt-br": "Reproduza o modelo em produção só a partir do repositório; anote o que faltou."}, {"en": "Agree on how much results may differ.", "pt-br": "Combine quanto os resultados podem diferir."}]', true, '{"en": "N/A is fair if suppliers train all your models and you do not fine-tune them.", "pt-br": "Cabe \"Não se aplica\" se fornecedores treinam todos os seus modelos e vocês não fazem fine-tuning."}', '["l2.reproducible-model"]', '["l1.hard-to-reproduce"]', '[]', 26, 3, 3, 1),
	(76, '{}', 'learning.shared-knowledge', '{"en": "We can each be away for two weeks without work coming to a halt.", "pt-br": "Cada pessoa da equipe pode se ausentar por duas semanas sem que o trabalho pare."}', '{"not": {"en": "Several tasks stop when one person is away.", "pt-br": "Várias tarefas param quando uma pessoa falta."}, "fully": {"en": "Every task has a deputy who has done it; holidays prove it.", "pt-br": "Toda tarefa tem suplente que já a fez; as férias comprovam."}, "largely": {"en": "Most tasks have a deputy who has done them.", "pt-br": "A maioria das tarefas tem suplente que já as fez."}, "partially": {"en": "A few tasks have a deputy.", "pt-br": "Algumas tarefas têm suplente."}}', '{"en": "A list of tasks with deputies.", "pt-br": "Uma lista de tarefas com suplentes."}', '[{"en": "Let the deputy do the rarest task next time, with the expert watching.", "pt-br": "Na próxima vez, deixe a pessoa suplente fazer a tarefa mais rara, com quem a domina só observando."}]', true, '{"en": "N/A is fair in a team of one.", "pt-br": "Cabe \"Não se aplica\" em uma equipe de uma pessoa."}', '[]', '[]', '[]', 6, 10, 8, 2),
	(27, '{}', 'training.compared-with-production', '{"en": "We compare every training result automatically with that of the model in production.", "pt-br": "Comparamos automaticamente cada resultado de treinamento com o do modelo em produção."}', '{"not": {"en": "New results are not compared with production.", "pt-br": "Resultados novos não são comparados com a produção."}, "fully": {"en": "For every model the central record shows the difference after each run.", "pt-br": "Em todo modelo o registro central mostra a diferença após cada treinamento."}, "largely": {"en": "For most models the central record shows both, on the same test data.", "pt-br": "Na maioria dos modelos o registro central mostra os dois, com os mesmos dados de teste."}, "partially": {"en": "Someone compares by hand before important releases.", "pt-br": "Alguém compara manualmente antes de liberações importantes."}}', '{"en": "A training run with its automatic comparison.", "pt-br": "Um treinamento com a comparação automática."}', '[{"en": "Evaluate the production model on the same test data at the end of each run of one model.", "pt-br": "Ao fim de cada treinamento de um modelo, avalie também o modelo em produção com os mesmos dados de teste."}]', false, '{"en": "Always applies, also to a new prompt or supplier''s version; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica, mesmo a um novo prompt ou versão de fornecedor; se ainda não há modelo em produção, avalie como Não atendido."}', '["l3.training-performance-tracking"]', '[]', '[]', 27, 3, 4, 1),
	(28, '{}', 'training.results-by-group', '{"en": "We measure each new model separately for important groups (such as regions or customer types).", "pt-br": "Medimos cada modelo novo separadamente por grupos importantes (como regiões ou perfis de clientes)."}', '{"not": {"en": "Only one overall figure is looked at.", "pt-br": "Só se olha um número geral."}, "fully": {"en": "Every new model is measured by agreed groups, with a limit per group.", "pt-br": "Todo modelo novo é medido por grupos combinados, com um limite por grupo."}, "largely": {"en": "Most new models are measured by agreed groups.", "pt-br": "A maioria dos modelos novos é medida por grupos combinados."}, "partially": {"en": "Groups are examined when somebody complains.", "pt-br": "Os grupos são examinados quando alguém reclama."}}', '{"en": "An evaluation report with a row per group.", "pt-br": "Um relatório de avaliação com uma linha por grupo."}', '[{"en": "Choose three groups where an error would hurt most; add them to the report.", "pt-br": "Escolha três grupos em que um erro seria mais grave e inclua-os no relatório."}]', false, '{"en": "Always applies; groups may be regions, products, devices, languages or people.", "pt-br": "Sempre se aplica; os grupos podem ser regiões, produtos, dispositivos, idiomas ou pessoas."}', '["l3.training-performance-tracking"]', '[]', '["breck2017", "mitchell2019"]', 28, 3, 4, 1),
	(29, '{}', 'training.triggered-retraining', '{"en": "We retrain models automatically when an agreed signal calls for it.", "pt-br": "Retreinamos os modelos automaticamente quando um sinal combinado indica que é hora."}', '{"not": {"en": "Retraining happens when somebody thinks of it.", "pt-br": "O retreinamento acontece quando alguém se lembra."}, "fully": {"en": "Every model that needs it is retrained on signals such as new data or falling quality.", "pt-br": "Todo modelo que precisa é retreinado por sinais como dados novos ou queda de qualidade."}, "largely": {"en": "Most models are retrained by schedule or signal, without a person.", "pt-br": "A maioria dos modelos é retreinada por agendamento ou sinal, sem intervenção."}, "partially": {"en": "A reminder or a calendar says when; a person starts it.", "pt-br": "Um lembrete ou calendário diz quando; uma pessoa inicia."}}', '{"en": "The trigger''s definition and its last activation.", "pt-br": "A definição do gatilho e seu último acionamento."}', '[{"en": "Schedule retraining of one model; then add a signal to skip or to start a run.", "pt-br": "Agende o retreinamento de um modelo; depois inclua um sinal que inicie ou dispense a execução."}]', true, '{"en": "N/A is fair if suppliers train all your models, or if the tasks never change, with the reason on record.", "pt-br": "Cabe \"Não se aplica\" se fornecedores treinam todos os seus modelos ou se as tarefas nunca mudam, com o motivo registrado."}', '["l4.automated-training-and-testing", "l4.production-driven-improvement"]', '[]', '["google-mlops"]', 29, 3, 5, 1),
	(30, '{}', 'training.automatic-acceptance', '{"en": "We let automated tests decide whether a new model version may be released.", "pt-br": "Deixamos que testes automatizados decidam se uma nova versão de modelo pode ser liberada."}', '{"not": {"en": "A person judges each new version by eye.", "pt-br": "Uma pessoa julga cada nova versão no olho."}, "fully": {"en": "Limits decide for every model; people step in only for flagged cases.", "pt-br": "Limites decidem em todo modelo; as pessoas só entram nos casos sinalizados."}, "largely": {"en": "Limits decide for most models; people still step in often.", "pt-br": "Limites decidem na maioria dos modelos; ainda há intervenção frequente de pessoas."}, "partially": {"en": "Tests produce figures; there are no agreed limits.", "pt-br": "Os testes geram números; não há limites combinados."}}', '{"en": "A new version that the tests rejected.", "pt-br": "Uma versão nova que os testes rejeitaram."}', '[{"en": "Write down the limits a person applies today; turn two of them into tests.", "pt-br": "Anote os limites que uma pessoa aplica hoje e transforme dois deles em testes."}]', true, '{"en": "N/A is fair where law or contract demands a human decision.", "pt-br": "Cabe \"Não se aplica\" quando lei ou contrato exige decisão humana."}', '["l4.automated-training-and-testing"]', '[]', '[]', 30, 3, 5, 1),
	(31, '{}', 'release.automated-build', '{"en": "We build our software automatically from its repository.", "pt-br": "Fazemos o build do nosso software automaticamente, a partir do repositório."}', '{"not": {"en": "Builds are made by hand on someone''s machine.", "pt-br": "Os builds são feitos manualmente, na máquina de alguém."}, "fully": {"en": "All deployed software comes from the build server, none from a personal machine.", "pt-br": "Todo software implantado vem do servidor de build, nada de máquina pessoal."}, "largely": {"en": "Most software is built by a build server after each change.", "pt-br": "A maior parte do software é gerada por um servidor de build (CI) a cada mudança."}, "partially": {"en": "A script exists; a person runs it.", "pt-br": "Existe um script; uma pessoa o executa."}}', '{"en": "The build server''s page for the software now in production.", "pt-br": "A página do servidor de build com o software que está em produção."}', '[{"en": "Run the existing build script on a build server after each merge.", "pt-br": "Execute o script de build existente em um servidor de CI a cada merge."}]', true, '{"en": "N/A is fair if nothing but files with predictions leaves the team.", "pt-br": "Cabe \"Não se aplica\" se a equipe só entrega arquivos com predições."}', '["l1.automated-builds"]', '["l0.manual-build-deploy"]', '["accelerate2018"]', 31, 4, 2, 1),
	(32, '{}', 'release.written-procedure', '{"en": "We release models by following a written procedure.", "pt-br": "Liberamos modelos seguindo um procedimento escrito."}', '{"not": {"en": "Each release is improvised.", "pt-br": "Cada liberação é improvisada."}, "fully": {"en": "Every release follows a current procedure that lists each step.", "pt-br": "Toda liberação segue um procedimento atualizado, com todos os passos."}, "largely": {"en": "Most releases follow a written procedure; some steps are still improvised.", "pt-br": "A maioria das liberações segue um procedimento escrito; alguns passos ainda são improvisados."}, "partially": {"en": "Notes exist for some models; they are incomplete.", "pt-br": "Há anotações para alguns modelos; estão incompletas."}}', '{"en": "The procedure, with the steps of the last release checked off.", "pt-br": "O procedimento, com os passos da última liberação marcados."}', '[{"en": "Write the steps down during the next release; let a colleague follow them in the one after.", "pt-br": "Escreva os passos durante a próxima liberação; na seguinte, peça que outra pessoa os siga."}]', false, '{"en": "Always applies; an automated pipeline counts as a procedure, a changed prompt as a release.", "pt-br": "Sempre se aplica; um pipeline automatizado conta como procedimento, e um prompt alterado conta como liberação."}', '["l1.releases-depend-on-data-team"]', '["l0.separate-teams-painful-releases"]', '[]', 32, 4, 2, 1),
	(33, '{}', 'release.test-environment', '{"en": "We try each release in a test environment before it reaches production.", "pt-br": "Testamos cada versão em um ambiente de teste (homologação) antes de ir para produção."}', '{"not": {"en": "The first place a release runs is production.", "pt-br": "O primeiro lugar em que uma versão roda é a produção."}, "fully": {"en": "Every release runs first in a test environment that resembles production.", "pt-br": "Toda versão roda antes em um ambiente de teste parecido com a produção."}, "largely": {"en": "Most releases run in a test environment first.", "pt-br": "A maioria das versões roda antes em um ambiente de teste."}, "partially": {"en": "Some releases are tried on somebody''s machine.", "pt-br": "Algumas versões são testadas na máquina de alguém."}}', '{"en": "The test environment with the version that will be released next.", "pt-br": "O ambiente de teste com a próxima versão a ser liberada."}', '[{"en": "Set up a second copy of one model''s service, used by the team alone.", "pt-br": "Monte uma segunda cópia do serviço de um modelo, usada só pela equipe."}]', false, '{"en": "Always applies; a trial run on copied data (batch) or on one test device counts.", "pt-br": "Sempre se aplica; vale uma execução com dados copiados (batch) ou em um dispositivo de teste."}', '[]', '["l0.separate-teams-painful-releases"]', '["accelerate2018"]', 33, 4, 2, 1),
	(34, '{}', 'release.model-registry', '{"en": "We keep every model version in one central catalogue (model registry).", "pt-br": "Mantemos todas as versões dos modelos em um catálogo central (registro de modelos)."}', '{"not": {"en": "Model files lie in folders with names like final-2.", "pt-br": "Os arquivos de modelo ficam em pastas, com nomes como final-2."}, "fully": {"en": "All versions are in the registry; production takes models only from there.", "pt-br": "Todas as versões estão no registro; a produção só usa modelos que estão lá."}, "largely": {"en": "Most released models are in the registry.", "pt-br": "A maioria dos modelos liberados está no registro."}, "partially": {"en": "Some models are in shared storage, versions told apart by file name.", "pt-br": "Alguns modelos estão em armazenamento compartilhado, com a versão no nome do arquivo."}}', '{"en": "The registry''s page of one model with its versions and their state.", "pt-br": "A página de um modelo no registro, com versões e estado de cada uma."}', '[{"en": "Register the version now in production; let the next deployment read it from the registry.", "pt-br": "Registre a versão em produção e faça a próxima implantação lê-la do registro."}]', false, '{"en": "Always applies; suppliers'' models are listed by version, with the prompts used.", "pt-br": "Sempre se aplica; modelos de fornecedor entram por versão, com os prompts usados."}', '["l2.model-management"]', '["l0.lifecycle-hard-to-manage"]', '[]', 34, 4, 3, 1),
	(35, '{}', 'release.low-effort', '{"en": "We need less than one working day to bring an approved model version into production.", "pt-br": "Levamos menos de um dia útil para colocar em produção uma versão de modelo aprovada."}', '{"not": {"en": "It takes weeks, or nobody knows.", "pt-br": "Leva semanas, ou ninguém sabe."}, "fully": {"en": "Every release of the last six months took less than a day, from approval to use.", "pt-br": "Toda liberação dos últimos seis meses levou menos de um dia, da aprovação ao uso."}, "largely": {"en": "Most releases take less than a day.", "pt-br": "A maioria das liberações leva menos de um dia."}, "partially": {"en": "It takes several days; waiting is most of it.", "pt-br": "Leva vários dias; a maior parte é espera."}}', '{"en": "Time from approval to production for the last five releases.", "pt-br": "O tempo da aprovação à produção nas últimas cinco liberações."}', '[{"en": "Measure the last release step by step; remove the longest wait.", "pt-br": "Meça a última liberação passo a passo e elimine a maior espera."}]', false, '{"en": "Always applies; on devices, count until the rollout starts; if no model has been released yet, rate Not achieved.", "pt-br": "Sempre se aplica; em dispositivos, conte até o início da distribuição; se nenhum modelo foi liberado ainda, avalie como Não atendido."}', '["l2.low-friction-manual-releases"]', '["l0.separate-teams-painful-releases"]', '[]', 35, 4, 3, 1),
	(36, '{}', 'release.quick-return', '{"en": "We can return to the previous version of a model within one hour (rollback).", "pt-br": "Conseguimos voltar à versão anterior de um modelo em até uma hora (rollback)."}', '{"not": {"en": "The previous version is gone or would have to be rebuilt.", "pt-br": "A versão anterior se perdeu ou teria de ser refeita."}, "fully": {"en": "It works for every model; we have practised it in the last twelve months.", "pt-br": "Funciona em todo modelo; praticamos isso nos últimos doze meses."}, "largely": {"en": "It works for most models, by a known procedure.", "pt-br": "Funciona na maioria dos modelos, com procedimento conhecido."}, "partially": {"en": "It is possible with the right person present.", "pt-br": "É possível com a pessoa certa presente."}}', '{"en": "The record of a rollback, real or practised, with its duration.", "pt-br": "O registro de um rollback, real ou simulado, com a duração."}', '[{"en": "Practise the rollback of your most important model in a test environment.", "pt-br": "Pratique o rollback do modelo mais importante em um ambiente de teste."}, {"en": "Pin the version of a supplier''s model, so that it changes only when you decide.", "pt-br": "Fixe a versão do modelo de fornecedor, para que só mude quando vocês decidirem."}]', false, '{"en": "Always applies; in batches, restoring the last good results counts; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; em lote (batch), vale restaurar os últimos resultados bons; se ainda não há modelo em produção, avalie como Não atendido."}', '["l2.low-friction-manual-releases"]', '[]', '["breck2017"]', 36, 4, 3, 1),
	(37, '{}', 'release.automatic-deployment', '{"en": "We bring an approved model version into production without manual steps.", "pt-br": "Colocamos em produção uma versão de modelo aprovada sem passos manuais (deploy automatizado)."}', '{"not": {"en": "All steps after approval are done by hand.", "pt-br": "Todos os passos após a aprovação são manuais."}, "fully": {"en": "Every model is deployed by a pipeline that starts on approval and does the rest.", "pt-br": "Todo modelo é implantado por um pipeline que começa com a aprovação e faz o resto."}, "largely": {"en": "Most models are deployed by a pipeline; a few steps stay manual.", "pt-br": "A maioria dos modelos é implantada por um pipeline; restam poucos passos manuais."}, "partially": {"en": "Scripts help; a person runs them in order.", "pt-br": "Scripts ajudam; uma pessoa os executa na ordem."}}', '{"en": "The pipeline''s last run from approval to production.", "pt-br": "A última execução do pipeline, da aprovação à produção."}', '[{"en": "Join the existing scripts of one model into a pipeline that starts on approval.", "pt-br": "Junte os scripts de um modelo em um pipeline que comece com a aprovação."}]', false, '{"en": "Always applies; if no model has been released yet, rate Not achieved.", "pt-br": "Sempre se aplica; se nenhum modelo foi liberado ainda, avalie como Não atendido."}', '["l3.automatic-releases"]', '["l0.manual-build-deploy"]', '[]', 37, 4, 4, 1),
	(38, '{}', 'release.environments-as-code', '{"en": "We create our environments, from training to production, from files in version control (infrastructure as code).", "pt-br": "Criamos os ambientes, do treinamento à produção, a partir de arquivos versionados (infraestrutura como código)."}', '{"not": {"en": "Environments are set up by hand; they differ in unknown ways.", "pt-br": "Os ambientes são montados manualmente e diferem sem que se saiba como."}, "fully": {"en": "Every environment is created from files; manual changes are detected or impossible.", "pt-br": "Todo ambiente é criado a partir de arquivos; mudanças manuais são detectadas ou impossíveis."}, "largely": {"en": "Most environments are created from files; small manual changes remain.", "pt-br": "A maioria dos ambientes é criada a partir de arquivos; restam pequenos ajustes manuais."}, "partially": {"en": "Some parts are defined in files; changes are also made by hand.", "pt-br": "Algumas partes estão em arquivos; também há mudanças manuais."}}', '{"en": "The files and the record of the last change to production.", "pt-br": "Os arquivos e o registro da última mudança em produção."}', '[{"en": "Describe the test environment of one model in code; rebuild it from scratch.", "pt-br": "Descreva em código o ambiente de teste de um modelo e recrie-o do zero."}]', false, '{"en": "Always applies; if a platform team does this for you, rate what your models get.", "pt-br": "Sempre se aplica; se uma equipe de plataforma cuida disso, avalie o que os seus modelos recebem."}', '["l3.managed-environments"]', '[]', '[]', 38, 4, 4, 1),
	(39, '{}', 'release.live-comparison', '{"en": "We compare new model versions with the current one in real use before the switch (as in an A/B test).", "pt-br": "Comparamos novas versões de modelo com a atual em uso real antes da troca (como em um teste A/B)."}', '{"not": {"en": "The new version replaces the old one at once.", "pt-br": "A versão nova substitui a antiga de uma vez."}, "fully": {"en": "Every release passes through a live comparison built into the pipeline, with a rule for who wins.", "pt-br": "Toda liberação passa por uma comparação em uso real, parte do pipeline, com regra para definir a vencedora."}, "largely": {"en": "Most releases pass through a live comparison.", "pt-br": "A maioria das liberações passa por uma comparação em uso real."}, "partially": {"en": "Live comparison is done by hand for rare, important releases.", "pt-br": "A comparação em uso real é feita manualmente, em poucas liberações importantes."}}', '{"en": "The report of the last comparison with the decision it led to.", "pt-br": "O relatório da última comparação com a decisão tomada."}', '[{"en": "Run the new version beside the current one for a week, without effect on users (shadow mode); compare the answers.", "pt-br": "Rode a versão nova ao lado da atual por uma semana, sem efeito para quem usa (modo shadow), e compare as respostas."}, {"en": "Send a small share of the traffic to the next version (canary release).", "pt-br": "Envie uma pequena parte do tráfego para a próxima versão (canary)."}]', true, '{"en": "N/A is fair if use is too rare to compare; where rules forbid treating people differently, a comparison without effect on users counts.", "pt-br": "Cabe \"Não se aplica\" se o uso é raro demais para comparar; se regras proíbem tratar pessoas de forma diferente, vale uma comparação sem efeito para quem usa."}', '["l3.ab-testing"]', '[]', '[]', 39, 4, 4, 1),
	(40, '{}', 'release.no-interruption', '{"en": "We release new model versions without interrupting the people who use them.", "pt-br": "Liberamos novas versões de modelo sem interrupção para quem usa."}', '{"not": {"en": "Each release stops the service for a while.", "pt-br": "Cada liberação para o serviço por um tempo."}, "fully": {"en": "No release of the last six months interrupted the service.", "pt-br": "Nenhuma liberação dos últimos seis meses interrompeu o serviço."}, "largely": {"en": "Most releases cause no interruption.", "pt-br": "A maioria das liberações não causa interrupção."}, "partially": {"en": "Interruptions are short, or moved to the night.", "pt-br": "As interrupções são curtas ou vão para a madrugada."}}', '{"en": "The availability chart of the service around the last five releases.", "pt-br": "O gráfico de disponibilidade do serviço em torno das últimas cinco liberações."}', '[{"en": "Start the new version beside the old one; switch over when it passes its health check.", "pt-br": "Suba a versão nova ao lado da antiga e troque quando ela passar no teste de saúde (health check)."}]', true, '{"en": "N/A is fair if predictions are made in batches that nobody waits for.", "pt-br": "Cabe \"Não se aplica\" se as predições são feitas em lote (batch), sem ninguém esperando por elas."}', '["l4.near-zero-downtime"]', '[]', '[]', 40, 4, 5, 1),
	(77, '{}', 'trust.open-speech', '{"en": "We can speak openly about mistakes in this team.", "pt-br": "Podemos falar abertamente sobre erros nesta equipe."}', '{"not": {"en": "Mistakes are hidden.", "pt-br": "Os erros são escondidos."}, "fully": {"en": "Anyone names any mistake, early and without fear.", "pt-br": "Qualquer pessoa menciona qualquer erro, cedo e sem medo."}, "largely": {"en": "Most mistakes are spoken of; a few topics are avoided.", "pt-br": "A maioria dos erros é comentada; alguns assuntos são evitados."}, "partially": {"en": "Some of us speak of them, to some others.", "pt-br": "Algumas pessoas falam deles, com algumas outras."}}', '{"en": "A mistake that became an improvement.", "pt-br": "Um erro que virou melhoria."}', '[{"en": "Let the most senior person tell of a mistake first.", "pt-br": "Peça à pessoa mais experiente que conte um erro primeiro."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 7, 11, 7, 2),
	(41, '{}', 'release.automatic-reversal', '{"en": "We roll a release back automatically when the new version falls below agreed limits.", "pt-br": "Fazemos rollback automático quando a nova versão fica abaixo dos limites combinados."}', '{"not": {"en": "Bad releases are found by users.", "pt-br": "Quem descobre a versão ruim é quem usa."}, "fully": {"en": "Every model rolls back automatically on technical faults as well as on falling quality.", "pt-br": "Todo modelo tem rollback automático por falha técnica e também por queda de qualidade."}, "largely": {"en": "Most models roll back automatically on technical faults.", "pt-br": "A maioria dos modelos tem rollback automático por falha técnica."}, "partially": {"en": "People watch charts after a release and roll back by hand.", "pt-br": "As pessoas olham gráficos após a liberação e fazem rollback manual."}}', '{"en": "A rollback that happened by itself, real or in a drill.", "pt-br": "Um rollback que aconteceu sozinho, real ou em simulação."}', '[{"en": "Connect one alert of one model to its rollback procedure.", "pt-br": "Ligue um alerta de um modelo ao procedimento de rollback."}]', false, '{"en": "Always applies; in batches, holding bad results back counts; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; em lote (batch), vale reter os resultados ruins; se ainda não há modelo em produção, avalie como Não atendido."}', '["l4.automated-monitored-system", "l4.near-zero-downtime"]', '[]', '["sre2016"]', 41, 4, 5, 1),
	(42, '{}', 'integration.application-tests', '{"en": "We automatically test the applications that use our models on every code change.", "pt-br": "Testamos automaticamente, a cada mudança de código, as aplicações que usam nossos modelos."}', '{"not": {"en": "The application is tested by hand or not at all.", "pt-br": "A aplicação é testada manualmente ou nem é testada."}, "fully": {"en": "Tests run on every change for all of the application; a change that fails cannot be merged.", "pt-br": "Os testes rodam a cada mudança em toda a aplicação; mudança que falha não entra."}, "largely": {"en": "Tests run on every change for most of the application.", "pt-br": "Os testes rodam a cada mudança na maior parte da aplicação."}, "partially": {"en": "Some tests exist; people run them when they remember.", "pt-br": "Há alguns testes; as pessoas os executam quando lembram."}}', '{"en": "The test results of the last merged change.", "pt-br": "O resultado dos testes do último merge."}', '[{"en": "Let the build server run the existing tests on every change.", "pt-br": "Faça o servidor de build executar os testes existentes a cada mudança."}, {"en": "Add one test for the part that broke last.", "pt-br": "Acrescente um teste para a parte que quebrou por último."}]', true, '{"en": "N/A is fair if no application uses the models; if another team builds it, rate that application.", "pt-br": "Cabe \"Não se aplica\" se nenhuma aplicação usa os modelos; se ela é de outra equipe, avalie essa aplicação."}', '["l1.automated-app-tests"]', '["l0.manual-testing"]', '["microsoft-mlops"]', 42, 5, 2, 1),
	(43, '{}', 'integration.written-interface', '{"en": "We keep a written description of each model''s interface (inputs and outputs).", "pt-br": "Mantemos uma descrição escrita da interface de cada modelo (entradas e saídas)."}', '{"not": {"en": "Those who call a model ask its author or read the code.", "pt-br": "Quem chama o modelo pergunta a quem o criou ou lê o código."}, "fully": {"en": "Every model has a current description with an example call.", "pt-br": "Todo modelo tem descrição atualizada, com exemplo de chamada."}, "largely": {"en": "Most models have a current description.", "pt-br": "A maioria dos modelos tem descrição atualizada."}, "partially": {"en": "A few models have a description, partly outdated.", "pt-br": "Alguns modelos têm descrição, em parte desatualizada."}}', '{"en": "The description of one model, used by somebody outside the team.", "pt-br": "A descrição de um modelo, usada por alguém de fora da equipe."}', '[{"en": "Generate the description from the service''s code, or write one page with an example.", "pt-br": "Gere a descrição a partir do código do serviço ou escreva uma página com um exemplo."}]', false, '{"en": "Always applies; for batches, describe the files or tables.", "pt-br": "Sempre se aplica; em lote (batch), descreva os arquivos ou tabelas."}', '[]', '["l0.black-boxes"]', '[]', 43, 5, 2, 1),
	(44, '{}', 'integration.second-pair-of-eyes', '{"en": "We have a second person review every code change.", "pt-br": "Submetemos cada mudança de código à revisão de outra pessoa (code review)."}', '{"not": {"en": "Changes are not reviewed.", "pt-br": "As mudanças não são revisadas."}, "fully": {"en": "Every change is reviewed before it is merged, training code and prompts included.", "pt-br": "Toda mudança é revisada antes do merge, inclusive código de treinamento e prompts."}, "largely": {"en": "Most changes are reviewed; notebooks, prompts or training code often are not.", "pt-br": "A maioria das mudanças é revisada; notebooks, prompts ou código de treinamento muitas vezes não."}, "partially": {"en": "Reviews happen on request, mostly for the application.", "pt-br": "As revisões acontecem a pedido, quase sempre na aplicação."}}', '{"en": "The last ten changes with their reviewers.", "pt-br": "As dez últimas mudanças, com quem revisou cada uma."}', '[{"en": "Make a review a condition for changes to the training code of one model.", "pt-br": "Exija revisão para mudanças no código de treinamento de um modelo."}]', true, '{"en": "N/A is fair in a team of one with nobody to ask.", "pt-br": "Cabe \"Não se aplica\" em uma equipe de uma pessoa que não tem a quem pedir."}', '[]', '[]', '["serban2020", "accelerate2018"]', 44, 5, 2, 1),
	(45, '{}', 'integration.joint-test', '{"en": "We test the application together with the model before each release.", "pt-br": "Testamos a aplicação junto com o modelo antes de cada liberação."}', '{"not": {"en": "Application and model meet for the first time in production.", "pt-br": "Aplicação e modelo se encontram pela primeira vez em produção."}, "fully": {"en": "Every release passes a joint test with fixed cases, wrong inputs and expected load included.", "pt-br": "Toda liberação passa por um teste conjunto com casos fixos, inclusive entradas erradas e carga esperada."}, "largely": {"en": "Most releases pass a joint test with fixed cases.", "pt-br": "A maioria das liberações passa por um teste conjunto com casos fixos."}, "partially": {"en": "Someone tries them together by hand at times.", "pt-br": "Às vezes alguém testa os dois juntos manualmente."}}', '{"en": "The joint test''s cases with the results for the last release.", "pt-br": "Os casos do teste conjunto com os resultados da última liberação."}', '[{"en": "Write ten typical calls with the answers expected; run them against the test environment.", "pt-br": "Escreva dez chamadas típicas com as respostas esperadas e execute-as no ambiente de teste."}]', true, '{"en": "N/A is fair if no application uses the models; if another team builds it, rate that application.", "pt-br": "Cabe \"Não se aplica\" se nenhuma aplicação usa os modelos; se ela é de outra equipe, avalie essa aplicação."}', '["l2.low-friction-manual-releases"]', '["l0.manual-testing"]', '["microsoft-mlops"]', 45, 5, 3, 1),
	(46, '{}', 'integration.vetted-components', '{"en": "We check outside components (libraries, models) for known security problems before use.", "pt-br": "Verificamos se componentes de terceiros (bibliotecas, modelos) têm falhas de segurança conhecidas antes de usá-los."}', '{"not": {"en": "Whatever is available gets used unchecked.", "pt-br": "Usamos o que estiver disponível, sem verificar."}, "fully": {"en": "All are scanned automatically, models included; serious findings block the release.", "pt-br": "Todos passam por verificação automática, inclusive modelos; falhas graves bloqueiam a liberação."}, "largely": {"en": "Most are scanned automatically; models or notebooks are left out.", "pt-br": "A maioria passa por verificação automática (scan); modelos ou notebooks ficam de fora."}, "partially": {"en": "Some are checked, when somebody hears of a problem.", "pt-br": "Alguns são verificados, quando alguém ouve falar de um problema."}}', '{"en": "The last scan report, with what was done about its findings.", "pt-br": "O último relatório de verificação, com o que foi feito sobre cada falha."}', '[{"en": "Turn on dependency scanning in one repository; fix the most serious finding.", "pt-br": "Ative a verificação de dependências em um repositório e corrija a falha mais grave."}, {"en": "Load outside models only from known sources, in formats that cannot run code (such as safetensors).", "pt-br": "Carregue modelos de terceiros só de fontes conhecidas, em formatos que não executam código (como safetensors)."}]', false, '{"en": "Always applies: every team uses libraries; for a hosted model, check the library that calls it.", "pt-br": "Sempre se aplica: toda equipe usa bibliotecas; em modelo hospedado, verifique a biblioteca que o chama."}', '[]', '[]', '["owasp-ml", "owasp-llm"]', 46, 5, 3, 1),
	(47, '{}', 'integration.all-code-tests', '{"en": "We accept code changes only after automated tests pass, from data preparation to serving.", "pt-br": "Só aceitamos mudanças de código depois que os testes automatizados passam, da preparação de dados ao serviço."}', '{"not": {"en": "Tests are optional everywhere.", "pt-br": "Os testes são opcionais em toda parte."}, "fully": {"en": "Tests are required for all code, with no way around them in daily work.", "pt-br": "Os testes são exigidos em todo o código, sem atalhos no dia a dia."}, "largely": {"en": "Tests are required for most code; data preparation, training or serving has gaps.", "pt-br": "Os testes são exigidos na maior parte do código; preparação de dados, treinamento ou serviço têm lacunas."}, "partially": {"en": "Tests are required for the application only.", "pt-br": "Os testes são exigidos só para a aplicação."}}', '{"en": "The merge rules of each repository.", "pt-br": "As regras de merge de cada repositório."}', '[{"en": "Make tests a merge condition in the training repository; begin with a test for the last data bug.", "pt-br": "Torne os testes condição de merge no repositório de treinamento; comece com um teste para o último erro de dados."}, {"en": "Add a test that runs the whole training job on tiny data.", "pt-br": "Acrescente um teste que rode o treinamento inteiro com uma amostra mínima de dados."}]', false, '{"en": "Always applies: every team has some code of its own.", "pt-br": "Sempre se aplica: toda equipe tem algum código próprio."}', '["l3.automated-tests-all-code"]', '["l0.manual-testing"]', '["breck2017"]', 47, 5, 4, 1);
INSERT INTO public.maturity_criterion VALUES
	(48, '{}', 'integration.interface-check', '{"en": "We check automatically that each new model version works with the applications that call it.", "pt-br": "Verificamos automaticamente se cada nova versão de modelo funciona com as aplicações que a chamam."}', '{"not": {"en": "Breaks are found in production.", "pt-br": "As quebras são descobertas em produção."}, "fully": {"en": "Every model has such a test, and it must pass before release.", "pt-br": "Todo modelo tem esse teste, que precisa passar antes da liberação."}, "largely": {"en": "Most models have a test of the new version against the agreed inputs and outputs.", "pt-br": "A maioria dos modelos tem um teste da versão nova com as entradas e saídas combinadas."}, "partially": {"en": "Someone checks by hand when an input or output changes.", "pt-br": "Alguém confere manualmente quando muda uma entrada ou saída."}}', '{"en": "A version that the test rejected, or the test''s code.", "pt-br": "Uma versão que o teste rejeitou, ou o código do teste."}', '[{"en": "Turn the written description of one model into a test of its fields and types.", "pt-br": "Transforme a descrição escrita de um modelo em um teste de campos e tipos."}]', true, '{"en": "N/A is fair if nothing calls the models automatically.", "pt-br": "Cabe \"Não se aplica\" se nada chama os modelos automaticamente."}', '["l3.automatic-releases"]', '[]', '["breck2017"]', 48, 5, 4, 1),
	(49, '{}', 'integration.behaviour-tests', '{"en": "We automatically test each new model version on known cases, past errors included.", "pt-br": "Testamos automaticamente cada nova versão de modelo em casos conhecidos, inclusive erros do passado."}', '{"not": {"en": "Only the overall accuracy is known.", "pt-br": "Só se conhece a acurácia geral."}, "fully": {"en": "Every model has such tests; each incident adds a case.", "pt-br": "Todo modelo tem esses testes; cada incidente acrescenta um caso."}, "largely": {"en": "Most models have such tests, which run on each new version.", "pt-br": "A maioria dos modelos tem esses testes, que rodam a cada nova versão."}, "partially": {"en": "Known cases are tried by hand for some models.", "pt-br": "Casos conhecidos são testados manualmente em alguns modelos."}}', '{"en": "The list of cases with their source, such as an incident or a business rule.", "pt-br": "A lista de casos com a origem, como um incidente ou uma regra de negócio."}', '[{"en": "Collect twenty cases where the right answer is beyond doubt; run them on each new version.", "pt-br": "Reúna vinte casos cuja resposta certa é indiscutível e execute-os a cada nova versão."}, {"en": "For a language model, add requests that it must refuse.", "pt-br": "Em um modelo de linguagem, inclua pedidos que ele deve recusar."}]', false, '{"en": "Always applies; a changed prompt or a new version from a supplier is a new model version.", "pt-br": "Sempre se aplica; um prompt alterado ou uma versão nova do fornecedor é uma nova versão de modelo."}', '["l4.automated-training-and-testing"]', '[]', '["ribeiro2020", "breck2017"]', 49, 5, 5, 1),
	(78, '{}', 'trust.mutual-help', '{"en": "We help each other before being asked.", "pt-br": "Oferecemos ajuda antes que alguém precise pedir."}', '{"not": {"en": "Everyone minds their own tasks.", "pt-br": "Cada pessoa cuida só das próprias tarefas."}, "fully": {"en": "Helping comes before own tasks, as a habit.", "pt-br": "Ajudar vem antes das próprias tarefas, por hábito."}, "largely": {"en": "Most people notice and offer help.", "pt-br": "A maioria percebe e oferece ajuda."}, "partially": {"en": "Help comes when asked for.", "pt-br": "A ajuda vem quando se pede."}}', '{"en": "Items of the last two weeks that several people worked on.", "pt-br": "Itens das últimas duas semanas em que várias pessoas trabalharam."}', '[{"en": "Begin each day with the question who is stuck.", "pt-br": "Comece cada dia perguntando quem está travado."}]', true, '{"en": "N/A is fair in a team of one.", "pt-br": "Cabe \"Não se aplica\" em uma equipe de uma pessoa."}', '[]', '[]', '[]', 8, 11, 8, 2),
	(50, '{}', 'integration.fallback', '{"en": "We keep the application usable when a model fails.", "pt-br": "Mantemos a aplicação funcionando quando um modelo falha."}', '{"not": {"en": "The application fails with the model.", "pt-br": "A aplicação falha junto com o modelo."}, "fully": {"en": "Every use has a fallback that is tested by switching the model off.", "pt-br": "Todo uso tem uma alternativa, testada com o modelo desligado."}, "largely": {"en": "Most uses have a fallback such as a default answer or the previous model.", "pt-br": "A maioria dos usos tem uma alternativa (fallback), como resposta padrão ou modelo anterior."}, "partially": {"en": "It shows an error; people work around it.", "pt-br": "Ela mostra um erro; as pessoas dão um jeito."}}', '{"en": "The result of the last test with the model switched off.", "pt-br": "O resultado do último teste com o modelo desligado."}', '[{"en": "Switch one model off in the test environment; watch what its users would see.", "pt-br": "Desligue um modelo no ambiente de teste e veja o que apareceria para quem usa."}]', true, '{"en": "N/A is fair if predictions are made in batches, long before they are used.", "pt-br": "Cabe \"Não se aplica\" se as predições são feitas em lote (batch), muito antes do uso."}', '["l4.near-zero-downtime"]', '[]', '["sre2016"]', 50, 5, 5, 1),
	(51, '{}', 'monitoring.failure-alert', '{"en": "We get an automatic alert when a model stops working in production.", "pt-br": "Recebemos um alerta automático quando um modelo para de funcionar em produção."}', '{"not": {"en": "Users tell us.", "pt-br": "Quem usa é que avisa."}, "fully": {"en": "Every model has an alert that reaches a person.", "pt-br": "Todo modelo tem alerta que sempre chega a alguém."}, "largely": {"en": "Most models have an alert; it does not always reach a person.", "pt-br": "A maioria dos modelos tem alerta; nem sempre chega a alguém."}, "partially": {"en": "Someone looks at logs from time to time.", "pt-br": "Alguém olha os logs de vez em quando."}}', '{"en": "The last alert, with the time until somebody reacted.", "pt-br": "O último alerta, com o tempo até alguém agir."}', '[{"en": "Add a check that calls one model every minute, or looks for its nightly file; send failures to the team''s channel.", "pt-br": "Crie uma verificação que chame um modelo a cada minuto ou procure seu arquivo noturno; envie as falhas ao canal da equipe."}]', false, '{"en": "Always applies; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; se ainda não há modelo em produção, avalie como Não atendido."}', '[]', '["l0.black-boxes"]', '["sre2016"]', 51, 6, 2, 1),
	(52, '{}', 'monitoring.feedback-channel', '{"en": "We offer the users of a model a known way to report wrong results.", "pt-br": "Oferecemos a quem usa um modelo um canal conhecido para relatar resultados errados."}', '{"not": {"en": "Users have nobody to tell.", "pt-br": "Quem usa não tem a quem avisar."}, "fully": {"en": "Every model has a known channel, and every report is answered.", "pt-br": "Todo modelo tem um canal conhecido, e todo relato recebe resposta."}, "largely": {"en": "Most models have a known channel; some reports stay unanswered.", "pt-br": "A maioria dos modelos tem um canal conhecido; alguns relatos ficam sem resposta."}, "partially": {"en": "Reports reach us by chance, through personal contacts.", "pt-br": "Os relatos chegam por acaso, por contatos pessoais."}}', '{"en": "The last five reports with the answers given.", "pt-br": "Os cinco últimos relatos, com as respostas dadas."}', '[{"en": "Put a link for wrong results, or thumbs up and down, beside the result itself.", "pt-br": "Coloque ao lado do resultado um link para relatar erros, ou botões de gostei e não gostei."}]', false, '{"en": "Always applies: somebody uses the results.", "pt-br": "Sempre se aplica: alguém usa os resultados."}', '[]', '["l1.limited-production-feedback", "l0.black-boxes"]', '[]', 52, 6, 2, 1),
	(53, '{}', 'monitoring.known-use', '{"en": "We know how often each of our models is used.", "pt-br": "Sabemos com que frequência cada um dos nossos modelos é usado."}', '{"not": {"en": "Nobody knows whether a model is used at all.", "pt-br": "Ninguém sabe se um modelo chega a ser usado."}, "fully": {"en": "For every model the number of uses, by day or by run, can be looked up at any time.", "pt-br": "Em todo modelo dá para consultar a qualquer momento o número de usos, por dia ou por execução."}, "largely": {"en": "For most models the number of uses can be looked up.", "pt-br": "Na maioria dos modelos dá para consultar o número de usos."}, "partially": {"en": "Use is guessed from questions and complaints.", "pt-br": "O uso é estimado por perguntas e reclamações."}}', '{"en": "Last month''s number of uses for each model.", "pt-br": "O número de usos de cada modelo no mês passado."}', '[{"en": "Count the calls of one model, or the people who open its results, for a week.", "pt-br": "Conte por uma semana as chamadas de um modelo ou as pessoas que abrem seus resultados."}]', false, '{"en": "Always applies; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; se ainda não há modelo em produção, avalie como Não atendido."}', '[]', '["l0.black-boxes", "l1.limited-production-feedback"]', '[]', 53, 6, 2, 1),
	(54, '{}', 'monitoring.prediction-records', '{"en": "We keep a searchable record of our models'' predictions in production.", "pt-br": "Mantemos um registro pesquisável das predições dos nossos modelos em produção."}', '{"not": {"en": "Predictions are not kept.", "pt-br": "As predições não são guardadas."}, "fully": {"en": "All models'' predictions are stored so, for an agreed time, with personal data protected.", "pt-br": "As predições de todos os modelos são guardadas assim, por prazo combinado e com os dados pessoais protegidos."}, "largely": {"en": "Most models'' predictions are stored with their inputs and model version.", "pt-br": "As predições da maioria dos modelos são guardadas com entradas e versão do modelo."}, "partially": {"en": "Some are in log files that are hard to search.", "pt-br": "Algumas estão em logs difíceis de pesquisar."}}', '{"en": "A query that finds one prediction of last week with its inputs.", "pt-br": "Uma consulta que encontra uma predição da semana passada, com suas entradas."}', '[{"en": "Write each prediction of one model to a table: time, model version, inputs, output.", "pt-br": "Grave cada predição de um modelo em uma tabela: hora, versão do modelo, entradas, saída."}]', true, '{"en": "N/A is fair if law or contract forbids keeping predictions; answers of a language model count as predictions.", "pt-br": "Cabe \"Não se aplica\" se lei ou contrato proíbe guardar predições; respostas de um modelo de linguagem contam como predições."}', '[]', '["l0.black-boxes"]', '["breck2017", "lgpd"]', 54, 6, 3, 1),
	(55, '{}', 'monitoring.measured-quality', '{"en": "We measure the quality of each model in production at agreed intervals.", "pt-br": "Medimos a qualidade de cada modelo em produção em intervalos combinados."}', '{"not": {"en": "Quality is known only from the training report.", "pt-br": "A qualidade só é conhecida pelo relatório de treinamento."}, "fully": {"en": "Every model is measured at agreed intervals; the figures are open to its users.", "pt-br": "Todo modelo é medido em intervalos combinados; quem o usa pode ver os números."}, "largely": {"en": "Most models are measured at agreed intervals.", "pt-br": "A maioria dos modelos é medida em intervalos combinados."}, "partially": {"en": "It was measured once, or on request.", "pt-br": "Foi medida uma vez, ou a pedido."}}', '{"en": "The quality chart of one model over the last six months.", "pt-br": "O gráfico de qualidade de um modelo nos últimos seis meses."}', '[{"en": "Compare a random sample of one model''s predictions of last month with the outcomes.", "pt-br": "Compare uma amostra aleatória das predições de um modelo no mês passado com o resultado real."}]', false, '{"en": "Always applies; where the true outcome is unknown, regular expert review of samples counts.", "pt-br": "Sempre se aplica; se o resultado real é desconhecido, vale a revisão regular de amostras por especialistas."}', '[]', '["l1.limited-production-feedback", "l0.no-central-performance-tracking"]', '[]', 55, 6, 3, 1),
	(56, '{}', 'monitoring.drift-detection', '{"en": "We detect automatically when production data moves away from the training data (drift).", "pt-br": "Detectamos automaticamente quando os dados de produção se afastam dos dados de treinamento (drift)."}', '{"not": {"en": "Changes in the data go unnoticed.", "pt-br": "Mudanças nos dados passam despercebidas."}, "fully": {"en": "Every model has such a comparison, with limits that raise an alert.", "pt-br": "Todo modelo tem essa comparação, com limites que geram alerta."}, "largely": {"en": "Most models have an automatic comparison of their main inputs.", "pt-br": "A maioria dos modelos tem comparação automática das principais entradas."}, "partially": {"en": "Someone compares by hand after complaints.", "pt-br": "Alguém compara manualmente depois de reclamações."}}', '{"en": "The comparison''s chart with its limits for one model.", "pt-br": "O gráfico da comparação, com os limites, de um modelo."}', '[{"en": "Compare last week''s distribution of the five main inputs with training; show it on a page.", "pt-br": "Compare a distribuição das cinco principais entradas da última semana com a do treinamento e mostre em uma página."}]', false, '{"en": "Always applies; for a supplier''s model, compare with your test data; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; em modelo de fornecedor, compare com os dados de teste; se ainda não há modelo em produção, avalie como Não atendido."}', '[]', '["l1.limited-production-feedback"]', '["breck2017", "google-mlops"]', 56, 6, 4, 1),
	(57, '{}', 'monitoring.quality-alert', '{"en": "We get an automatic alert when the quality of a model falls below an agreed limit.", "pt-br": "Recebemos um alerta automático quando a qualidade de um modelo cai abaixo de um limite combinado."}', '{"not": {"en": "No limit is agreed.", "pt-br": "Nenhum limite foi combinado."}, "fully": {"en": "Every model raises an alert below its limit, with a written first response.", "pt-br": "Todo modelo gera alerta abaixo do limite, com a primeira ação já escrita."}, "largely": {"en": "Most models raise an alert below their limit.", "pt-br": "A maioria dos modelos gera alerta abaixo do limite."}, "partially": {"en": "Limits exist on paper; someone has to look.", "pt-br": "Os limites existem no papel; alguém precisa olhar."}}', '{"en": "An alert with what was done about it.", "pt-br": "Um alerta com o que foi feito a respeito."}', '[{"en": "Agree with the users of one model on the quality they can still work with; alert below it.", "pt-br": "Combine com quem usa um modelo a qualidade mínima aceitável; gere um alerta abaixo dela."}]', false, '{"en": "Always applies; where the true outcome is unknown, an alert on expert or user ratings counts.", "pt-br": "Sempre se aplica; se o resultado real é desconhecido, vale um alerta sobre notas de especialistas ou de quem usa."}', '[]', '["l1.limited-production-feedback"]', '[]', 57, 6, 4, 1),
	(58, '{}', 'monitoring.central-metrics', '{"en": "We see detailed metrics of all our deployed models in one central place.", "pt-br": "Vemos em um lugar central métricas detalhadas de todos os nossos modelos implantados."}', '{"not": {"en": "Metrics are missing or scattered.", "pt-br": "As métricas faltam ou estão espalhadas."}, "fully": {"en": "All models report usage, speed, errors, data and quality to one place, by version.", "pt-br": "Todos os modelos enviam uso, velocidade, erros, dados e qualidade a um só lugar, por versão."}, "largely": {"en": "Most models report usage, speed or quality to one place.", "pt-br": "A maioria dos modelos envia uso, velocidade ou qualidade a um só lugar."}, "partially": {"en": "A few models have metrics, each in its own tool.", "pt-br": "Alguns modelos têm métricas, cada um em sua ferramenta."}}', '{"en": "The central page with every model in the inventory.", "pt-br": "A página central com todos os modelos do inventário."}', '[{"en": "Agree on five metrics that every model reports; connect the two most used models.", "pt-br": "Combine cinco métricas que todo modelo envia e conecte os dois modelos mais usados."}, {"en": "Add the last successful run of each step, from incoming data to predictions, to the same page.", "pt-br": "Inclua na mesma página a última execução com sucesso de cada passo, dos dados que chegam às predições."}]', false, '{"en": "Always applies; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; se ainda não há modelo em produção, avalie como Não atendido."}', '["l4.detailed-central-metrics", "l4.automated-monitored-system"]', '["l0.no-central-performance-tracking", "l0.lifecycle-hard-to-manage"]', '[]', 58, 6, 5, 1),
	(64, '{}', 'governance.model-card', '{"en": "We keep a short description (model card) of each released model''s purpose.", "pt-br": "Mantemos uma ficha curta (model card) com a finalidade de cada modelo liberado."}', '{"not": {"en": "Nothing is written down about the model.", "pt-br": "Nada está escrito sobre o modelo."}, "fully": {"en": "Every released version has a card with purpose, data, results, limits and unsuitable uses.", "pt-br": "Toda versão liberada tem uma ficha com finalidade, dados, resultados, limites e usos inadequados."}, "largely": {"en": "Most released models have a card with purpose and data.", "pt-br": "A maioria dos modelos liberados tem uma ficha com finalidade e dados."}, "partially": {"en": "Some models have scattered notes.", "pt-br": "Alguns modelos têm anotações espalhadas."}}', '{"en": "The card of the model in production, with date and version.", "pt-br": "A ficha do modelo em produção, com data e versão."}', '[{"en": "Write the card of one model on one page; store it beside the model.", "pt-br": "Escreva a ficha de um modelo em uma página e guarde-a junto do modelo."}]', false, '{"en": "Always applies; for a supplier''s model, describe your own use.", "pt-br": "Sempre se aplica; em modelo de fornecedor, descreva o uso que vocês fazem."}', '["l2.model-management"]', '[]', '["mitchell2019"]', 64, 7, 3, 1),
	(59, '{}', 'monitoring.cost-in-budget', '{"en": "We track what each model costs to run against an agreed budget.", "pt-br": "Acompanhamos o custo de operação de cada modelo em relação a um orçamento combinado."}', '{"not": {"en": "The cost of running a model is unknown.", "pt-br": "O custo de operar um modelo é desconhecido."}, "fully": {"en": "Every model has a monthly cost and a budget, with an automatic alert before an overrun.", "pt-br": "Todo modelo tem custo mensal e orçamento, com alerta automático antes do estouro."}, "largely": {"en": "Most models have a monthly cost and a budget; overruns are noticed late.", "pt-br": "A maioria dos modelos tem custo mensal e orçamento; o estouro é percebido tarde."}, "partially": {"en": "The total bill is known; the share of each model is a guess.", "pt-br": "Só se conhece a conta total; a parte de cada modelo é um chute."}}', '{"en": "Last month''s cost of each model beside its budget.", "pt-br": "O custo de cada modelo no mês passado, ao lado do orçamento."}', '[{"en": "Tag the cloud resources or supplier calls of one model; show its cost per month.", "pt-br": "Identifique com tags os recursos de nuvem ou as chamadas ao fornecedor de um modelo; mostre o custo por mês."}, {"en": "Set an alert at 80 % of the budget.", "pt-br": "Crie um alerta em 80% do orçamento."}]', false, '{"en": "Always applies: machines, licences and supplier fees (such as tokens) count; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica: contam máquinas, licenças e tarifas de fornecedor (como tokens); se ainda não há modelo em produção, avalie como Não atendido."}', '["l4.detailed-central-metrics"]', '[]', '[]', 59, 6, 5, 1),
	(60, '{}', 'monitoring.effect-on-goal', '{"en": "We track the effect of each model on the goal it was built for.", "pt-br": "Acompanhamos o efeito de cada modelo sobre o objetivo para o qual foi criado."}', '{"not": {"en": "The effect is unknown.", "pt-br": "O efeito é desconhecido."}, "fully": {"en": "Every model has such a figure, kept current, next to its technical metrics.", "pt-br": "Todo modelo tem esse número, sempre atualizado, ao lado das métricas técnicas."}, "largely": {"en": "Most models have a figure for their effect, updated at times.", "pt-br": "A maioria dos modelos tem um número para o efeito, atualizado de vez em quando."}, "partially": {"en": "It was estimated once, before or at launch.", "pt-br": "Foi estimado uma vez, antes do lançamento ou nele."}}', '{"en": "A chart of the goal with the model''s contribution.", "pt-br": "Um gráfico do objetivo com a contribuição do modelo."}', '[{"en": "For one model, keep a small group without it (a control group); compare the goal in both groups.", "pt-br": "Em um modelo, mantenha um pequeno grupo sem ele (grupo de controle) e compare o objetivo nos dois grupos."}]', false, '{"en": "Always applies; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica; se ainda não há modelo em produção, avalie como Não atendido."}', '["l4.production-driven-improvement"]', '[]', '[]', 60, 6, 5, 1),
	(61, '{}', 'governance.model-list', '{"en": "We keep an up-to-date list of the models in use.", "pt-br": "Mantemos uma lista atualizada dos modelos em uso."}', '{"not": {"en": "Nobody could list them all.", "pt-br": "Ninguém saberia listar todos."}, "fully": {"en": "The list covers all models in use; a new model cannot go live without an entry.", "pt-br": "A lista cobre todos os modelos em uso; nenhum modelo novo entra em uso sem estar nela."}, "largely": {"en": "The list covers most models in use.", "pt-br": "A lista cobre a maioria dos modelos em uso."}, "partially": {"en": "A list exists; it is incomplete or old.", "pt-br": "Existe uma lista, incompleta ou antiga."}}', '{"en": "The list, compared with what runs in production.", "pt-br": "A lista, comparada com o que roda em produção."}', '[{"en": "List all models in use in one meeting; name the person who keeps the list.", "pt-br": "Liste todos os modelos em uso em uma reunião e defina quem cuida da lista."}]', false, '{"en": "Always applies, also to a single model; models hosted by a supplier count.", "pt-br": "Sempre se aplica, mesmo com um único modelo; modelos hospedados por fornecedor contam."}', '[]', '["l0.lifecycle-hard-to-manage"]', '["nist-ai-rmf"]', 61, 7, 2, 1),
	(62, '{}', 'governance.named-owner', '{"en": "We have a named owner for each model in use.", "pt-br": "Temos uma pessoa responsável definida para cada modelo em uso."}', '{"not": {"en": "Responsibility is unclear.", "pt-br": "A responsabilidade não é clara."}, "fully": {"en": "Every model has an owner on record who accepted the task, with a deputy.", "pt-br": "Todo modelo tem uma pessoa responsável registrada, que aceitou a tarefa, e suplente."}, "largely": {"en": "Most models have an owner on record.", "pt-br": "A maioria dos modelos tem uma pessoa responsável registrada."}, "partially": {"en": "Some models have an owner by habit; others have lost theirs.", "pt-br": "Alguns modelos têm responsável por costume; outros ficaram sem."}}', '{"en": "The owners'' names in the list of models.", "pt-br": "Os nomes das pessoas responsáveis na lista de modelos."}', '[{"en": "Add an owner to each line of the list of models; ask each one to accept.", "pt-br": "Inclua uma pessoa responsável em cada linha da lista de modelos e peça que ela confirme."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '["l0.separate-teams-painful-releases"]', '["nist-ai-rmf"]', 62, 7, 2, 1),
	(63, '{}', 'governance.known-version', '{"en": "We know which version of each model is in production right now.", "pt-br": "Sabemos qual versão de cada modelo está em produção neste momento."}', '{"not": {"en": "Someone would have to look into the server, or guess.", "pt-br": "Alguém teria de olhar no servidor ou adivinhar."}, "fully": {"en": "For every model it can be looked up at any time and is always right.", "pt-br": "Em todo modelo, a versão pode ser consultada a qualquer momento e está sempre certa."}, "largely": {"en": "For most models it is written down after each release.", "pt-br": "Na maioria dos modelos, a versão é anotada após cada liberação."}, "partially": {"en": "It is known for some models, by the person who released them.", "pt-br": "Em alguns modelos, quem liberou sabe."}}', '{"en": "The versions of two models, looked up live.", "pt-br": "A versão de dois modelos, consultada na hora."}', '[{"en": "Let each model report its version, or write it in the list of models at release.", "pt-br": "Faça cada modelo informar sua versão ou anote-a na lista de modelos a cada liberação."}]', false, '{"en": "Always applies, also to prompts and to models on devices; if no model is in production yet, rate Not achieved.", "pt-br": "Sempre se aplica, também a prompts e a modelos em dispositivos; se ainda não há modelo em produção, avalie como Não atendido."}', '[]', '["l0.lifecycle-hard-to-manage", "l1.hard-to-reproduce"]', '[]', 63, 7, 2, 1),
	(65, '{}', 'governance.data-access', '{"en": "We give each person access only to the data their work requires.", "pt-br": "Damos a cada pessoa acesso apenas aos dados necessários ao seu trabalho."}', '{"not": {"en": "Everyone can read everything, or shares one account.", "pt-br": "Todo mundo lê tudo ou usa a mesma conta."}, "fully": {"en": "All data is protected by role; rights are reviewed at least once a year.", "pt-br": "Todos os dados são protegidos por perfil de acesso; as permissões são revistas ao menos uma vez por ano."}, "largely": {"en": "Most data is protected by role; old rights remain.", "pt-br": "A maioria dos dados é protegida por perfil de acesso; sobram permissões antigas."}, "partially": {"en": "Sensitive data is protected in some places.", "pt-br": "Dados sensíveis são protegidos em alguns lugares."}}', '{"en": "The last review of access rights.", "pt-br": "A última revisão de permissões de acesso."}', '[{"en": "List who can read the most sensitive data set; remove those who no longer need it.", "pt-br": "Liste quem lê a base mais sensível e remova quem não precisa mais."}, {"en": "Move passwords and keys from code and notebooks to a secret store.", "pt-br": "Tire senhas e chaves do código e dos notebooks e leve para um cofre de segredos."}]', true, '{"en": "N/A is fair if all data used is public.", "pt-br": "Cabe \"Não se aplica\" se todos os dados usados são públicos."}', '["l2.managed-training-environment"]', '[]', '["lgpd"]', 65, 7, 3, 1),
	(66, '{}', 'governance.impact-review', '{"en": "We review what harm a model could do to people before its first release.", "pt-br": "Avaliamos, antes da primeira liberação, que danos um modelo pode causar às pessoas."}', '{"not": {"en": "Nobody asks the question.", "pt-br": "Ninguém faz essa pergunta."}, "fully": {"en": "Every model has a written review with measures, repeated when its use changes.", "pt-br": "Todo modelo tem avaliação escrita com medidas, refeita quando o uso muda."}, "largely": {"en": "Most models have a short written review.", "pt-br": "A maioria dos modelos tem uma avaliação escrita curta."}, "partially": {"en": "It is discussed for some models, with nothing on record.", "pt-br": "Isso é discutido em alguns modelos, sem registro."}}', '{"en": "The review of one model with a measure that was taken.", "pt-br": "A avaliação de um modelo com uma medida que foi tomada."}', '[{"en": "Ask four questions for one model: who is affected, what can go wrong, how would we notice, what would we do.", "pt-br": "Responda quatro perguntas para um modelo: quem é afetado, o que pode dar errado, como perceberíamos, o que faríamos."}, {"en": "If personal data is used, show the review to your data protection officer (DPO).", "pt-br": "Se há dados pessoais, mostre a avaliação à pessoa encarregada da proteção de dados (DPO)."}]', true, '{"en": "N/A is fair if no model affects people, not even through money, safety or access.", "pt-br": "Cabe \"Não se aplica\" se nenhum modelo afeta pessoas, nem por meio de dinheiro, segurança ou acesso."}', '[]', '[]', '["nist-ai-rmf", "lgpd"]', 66, 7, 3, 1),
	(67, '{}', 'governance.lineage', '{"en": "We can follow any deployed model back to its original data through automatic records.", "pt-br": "Conseguimos rastrear qualquer modelo implantado até os dados originais por registros automáticos."}', '{"not": {"en": "The trail ends at a file name.", "pt-br": "A trilha termina em um nome de arquivo."}, "fully": {"en": "For every model these links are made by the pipeline and lead to the original data.", "pt-br": "Em todo modelo essas ligações são feitas pelo pipeline e levam aos dados originais."}, "largely": {"en": "For most models records link deployment, training run, code and data.", "pt-br": "Na maioria dos modelos, registros ligam implantação, treinamento, código e dados."}, "partially": {"en": "Parts of the trail exist; people fill the gaps from memory.", "pt-br": "Há partes da trilha; as pessoas completam o resto de memória."}}', '{"en": "The trail of a deployed model picked at random, followed in a few minutes.", "pt-br": "A trilha de um modelo implantado, escolhido ao acaso, percorrida em poucos minutos."}', '[{"en": "Write the identifiers of training run, code and data into the model''s registry entry.", "pt-br": "Grave no registro do modelo os identificadores do treinamento, do código e dos dados."}]', true, '{"en": "N/A is fair if suppliers do not disclose the data behind your models and you add none of your own.", "pt-br": "Cabe \"Não se aplica\" se os fornecedores não revelam os dados dos modelos e vocês não acrescentam dados próprios."}', '["l3.deployment-to-data-traceability"]', '["l1.hard-to-reproduce"]', '[]', 67, 7, 4, 1),
	(68, '{}', 'governance.recorded-approval', '{"en": "We record an approval for each model version before it goes into production.", "pt-br": "Registramos uma aprovação de cada versão de modelo antes de ela ir para produção."}', '{"not": {"en": "Releases happen without approval.", "pt-br": "As liberações acontecem sem aprovação."}, "fully": {"en": "Every version has an approval on record, with the results it was based on.", "pt-br": "Toda versão tem aprovação registrada, com os resultados em que se baseou."}, "largely": {"en": "Most versions have an approval on record.", "pt-br": "A maioria das versões tem aprovação registrada."}, "partially": {"en": "Approval is given orally or in chat.", "pt-br": "A aprovação é verbal ou por chat."}}', '{"en": "The approval of the version now in production.", "pt-br": "A aprovação da versão que está em produção."}', '[{"en": "Record approvals where the version is kept, with a link to its results.", "pt-br": "Registre as aprovações junto da versão, com link para os resultados."}]', false, '{"en": "Always applies, also to a changed prompt; a recorded approval by automated tests counts.", "pt-br": "Sempre se aplica, também a um prompt alterado; vale a aprovação por testes automatizados, se registrada."}', '["l3.deployment-to-data-traceability"]', '[]', '["microsoft-mlops"]', 68, 7, 4, 1),
	(74, '{}', 'flow.independent-delivery', '{"en": "We can deliver a finished result without waiting for another team.", "pt-br": "Conseguimos entregar um resultado pronto sem esperar por outra equipe."}', '{"not": {"en": "Nothing leaves the team without a long wait.", "pt-br": "Nada sai da equipe sem uma longa espera."}, "fully": {"en": "Every result leaves when we decide.", "pt-br": "Todo resultado sai quando decidimos."}, "largely": {"en": "Most results leave freely; a few kinds wait.", "pt-br": "A maioria dos resultados sai sem espera; alguns tipos esperam."}, "partially": {"en": "Small changes leave freely.", "pt-br": "Mudanças pequenas saem sem espera."}}', '{"en": "The waits of the last five deliveries.", "pt-br": "As esperas das cinco últimas entregas."}', '[{"en": "Name the most frequent wait; agree with that team on one way around it.", "pt-br": "Identifique a espera mais frequente e combine com essa equipe um jeito de evitá-la."}]', true, '{"en": "N/A is fair where a law demands a separate release.", "pt-br": "Cabe \"Não se aplica\" quando a lei exige liberação separada."}', '[]', '[]', '[]', 4, 9, 8, 2),
	(69, '{}', 'governance.explainable-decision', '{"en": "We can reconstruct any single decision that a model made in production.", "pt-br": "Conseguimos reconstituir qualquer decisão individual que um modelo tomou em produção."}', '{"not": {"en": "A single decision cannot be found again.", "pt-br": "Não há como encontrar uma decisão individual."}, "fully": {"en": "For every model they are found within an hour, with the main reasons in plain words.", "pt-br": "Em todo modelo são encontradas em até uma hora, com os principais motivos em linguagem simples."}, "largely": {"en": "For most models inputs, version and output are found within a day.", "pt-br": "Na maioria dos modelos, entradas, versão e saída são encontradas em até um dia."}, "partially": {"en": "It can be found with much effort for some models.", "pt-br": "Dá para encontrar, com muito esforço, em alguns modelos."}}', '{"en": "A decision picked at random, reconstructed live.", "pt-br": "Uma decisão, escolhida ao acaso, reconstituída na hora."}', '[{"en": "Reconstruct one decision of last month; note which record was missing.", "pt-br": "Reconstitua uma decisão do mês passado e anote que registro faltou."}, {"en": "Give affected people a known way to ask for a review of a decision (LGPD, article 20).", "pt-br": "Ofereça às pessoas afetadas um canal conhecido para pedir a revisão de uma decisão (LGPD, artigo 20)."}]', true, '{"en": "N/A is fair if law or contract forbids keeping the inputs; for a language model, the prompt and its sources count as reasons.", "pt-br": "Cabe \"Não se aplica\" se lei ou contrato proíbe guardar as entradas; em modelo de linguagem, o prompt e as fontes contam como motivos."}', '["l4.detailed-central-metrics"]', '[]', '["lgpd"]', 69, 7, 5, 1),
	(70, '{}', 'governance.regular-review', '{"en": "We decide at agreed intervals whether each model stays in use.", "pt-br": "Decidimos, em intervalos combinados, se cada modelo continua em uso."}', '{"not": {"en": "Models run until something breaks.", "pt-br": "Os modelos rodam até que algo quebre."}, "fully": {"en": "Every model is reviewed at agreed intervals from its measurements; retired models are removed cleanly.", "pt-br": "Todo modelo é revisto em intervalos combinados com base em métricas; modelos desativados são removidos por completo."}, "largely": {"en": "Most models are reviewed at agreed intervals.", "pt-br": "A maioria dos modelos é revista em intervalos combinados."}, "partially": {"en": "Old models are questioned when they cost too much.", "pt-br": "Modelos antigos são questionados quando custam demais."}}', '{"en": "The last review with a decision per model.", "pt-br": "A última revisão, com uma decisão por modelo."}', '[{"en": "Add a review date to each line of the list of models; review the oldest first.", "pt-br": "Inclua uma data de revisão em cada linha da lista de modelos e comece pelo mais antigo."}]', false, '{"en": "Always applies; if no model has been in use long enough, rate what has been agreed.", "pt-br": "Sempre se aplica; se nenhum modelo está em uso há tempo suficiente, avalie o que já foi combinado."}', '["l4.production-driven-improvement"]', '["l0.lifecycle-hard-to-manage"]', '[]', 70, 7, 5, 1),
	(71, '{}', 'value.known-users', '{"en": "We know who uses the results of our work.", "pt-br": "Sabemos quem usa o resultado do nosso trabalho."}', '{"not": {"en": "We could not name a user.", "pt-br": "Não saberíamos citar ninguém que usa."}, "fully": {"en": "We know the users of every result and have met some of them.", "pt-br": "Sabemos quem usa cada resultado e já conversamos com algumas dessas pessoas."}, "largely": {"en": "We know the users of most results.", "pt-br": "Sabemos quem usa a maioria dos resultados."}, "partially": {"en": "We know users of some results, from hearsay.", "pt-br": "Sabemos quem usa alguns resultados, de ouvir falar."}}', '{"en": "A user''s name for each of the last three results.", "pt-br": "O nome de uma pessoa que usa cada um dos três últimos resultados."}', '[{"en": "Visit one user and watch the result in use.", "pt-br": "Visite uma pessoa que usa e veja o resultado em uso."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 1, 8, 7, 2),
	(72, '{}', 'value.proven-benefit', '{"en": "We can show that our last results made a difference for their users.", "pt-br": "Conseguimos mostrar que nossos últimos resultados fizeram diferença para quem os usa."}', '{"not": {"en": "We do not know.", "pt-br": "Não sabemos."}, "fully": {"en": "Every result of the quarter has a figure or a statement; we dropped what made no difference.", "pt-br": "Todo resultado do trimestre tem um número ou um depoimento; abandonamos o que não fez diferença."}, "largely": {"en": "Most results have a figure or a statement from users.", "pt-br": "A maioria dos resultados tem um número ou um depoimento de quem usa."}, "partially": {"en": "We believe so; there is no sign we could show.", "pt-br": "Acreditamos que sim; não temos nada para mostrar."}}', '{"en": "A figure or a quotation per result.", "pt-br": "Um número ou um depoimento por resultado."}', '[{"en": "Ask three users of the last result what changed for them.", "pt-br": "Pergunte a três pessoas que usam o último resultado o que mudou para elas."}]', true, '{"en": "N/A is fair in the first quarter of a new team.", "pt-br": "Cabe \"Não se aplica\" no primeiro trimestre de uma equipe nova."}', '[]', '[]', '[]', 2, 8, 8, 2),
	(73, '{}', 'flow.finished-work', '{"en": "We finish what we start within two weeks.", "pt-br": "Terminamos em até duas semanas o que começamos."}', '{"not": {"en": "Much is begun, little gets done.", "pt-br": "Começamos muito e terminamos pouco."}, "fully": {"en": "Nearly all work is done within two weeks, and we see early when it will not be.", "pt-br": "Quase tudo termina em até duas semanas, e percebemos cedo quando não vai terminar."}, "largely": {"en": "Most work is done within two weeks.", "pt-br": "A maior parte termina em até duas semanas."}, "partially": {"en": "Small things get done; larger ones drag on.", "pt-br": "O que é pequeno termina; o que é grande se arrasta."}}', '{"en": "Start and end dates of the last twenty items.", "pt-br": "Datas de início e fim dos últimos vinte itens."}', '[{"en": "Stop starting: finish the oldest item first this week.", "pt-br": "Pare de começar: termine primeiro o item mais antigo nesta semana."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 3, 9, 7, 2),
	(75, '{}', 'learning.regular-review', '{"en": "We look back at our way of working at least once a month.", "pt-br": "Revemos nosso jeito de trabalhar pelo menos uma vez por mês (retrospectiva)."}', '{"not": {"en": "We never do.", "pt-br": "Nunca fazemos isso."}, "fully": {"en": "We do every month and try at least one change each time.", "pt-br": "Fazemos todo mês e testamos pelo menos uma mudança a cada vez."}, "largely": {"en": "We do in most months.", "pt-br": "Fazemos na maioria dos meses."}, "partially": {"en": "We do after trouble.", "pt-br": "Fazemos depois de problemas."}}', '{"en": "Notes of the last three reviews.", "pt-br": "Anotações das três últimas retrospectivas."}', '[{"en": "Put one hour into the calendar; leave it with one change to try.", "pt-br": "Reserve uma hora na agenda e saia dela com uma mudança para testar."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 5, 10, 7, 2),
	(80, '{}', 'value.proven-benefit', '{"en": "We can show that our last results made a difference for their users.", "pt-br": "Conseguimos mostrar que nossos últimos resultados fizeram diferença para quem os usa."}', '{"not": {"en": "We do not know.", "pt-br": "Não sabemos."}, "fully": {"en": "Every result of the quarter has a figure or a statement; we dropped what made no difference.", "pt-br": "Todo resultado do trimestre tem um número ou um depoimento; abandonamos o que não fez diferença."}, "largely": {"en": "Most results have a figure or a statement from users.", "pt-br": "A maioria dos resultados tem um número ou um depoimento de quem usa."}, "partially": {"en": "We believe so; there is no sign we could show.", "pt-br": "Acreditamos que sim; não temos nada para mostrar."}}', '{"en": "A figure or a quotation per result.", "pt-br": "Um número ou um depoimento por resultado."}', '[{"en": "Ask three users of the last result what changed for them.", "pt-br": "Pergunte a três pessoas que usam o último resultado o que mudou para elas."}]', true, '{"en": "N/A is fair in the first quarter of a new team.", "pt-br": "Cabe \"Não se aplica\" no primeiro trimestre de uma equipe nova."}', '[]', '[]', '[]', 2, 12, 11, 3),
	(81, '{}', 'flow.finished-work', '{"en": "We finish what we start within two weeks.", "pt-br": "Terminamos em até duas semanas o que começamos."}', '{"not": {"en": "Much is begun, little gets done.", "pt-br": "Começamos muito e terminamos pouco."}, "fully": {"en": "Nearly all work is done within two weeks, and we see early when it will not be.", "pt-br": "Quase tudo termina em até duas semanas, e percebemos cedo quando não vai terminar."}, "largely": {"en": "Most work is done within two weeks.", "pt-br": "A maior parte termina em até duas semanas."}, "partially": {"en": "Small things get done; larger ones drag on.", "pt-br": "O que é pequeno termina; o que é grande se arrasta."}}', '{"en": "Start and end dates of the last twenty items.", "pt-br": "Datas de início e fim dos últimos vinte itens."}', '[{"en": "Stop starting: finish the oldest item first this week.", "pt-br": "Pare de começar: termine primeiro o item mais antigo nesta semana."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 3, 13, 10, 3),
	(82, '{}', 'flow.independent-delivery', '{"en": "We can deliver a finished result without waiting for another team.", "pt-br": "Conseguimos entregar um resultado pronto sem esperar por outra equipe."}', '{"not": {"en": "Nothing leaves the team without a long wait.", "pt-br": "Nada sai da equipe sem uma longa espera."}, "fully": {"en": "Every result leaves when we decide.", "pt-br": "Todo resultado sai quando decidimos."}, "largely": {"en": "Most results leave freely; a few kinds wait.", "pt-br": "A maioria dos resultados sai sem espera; alguns tipos esperam."}, "partially": {"en": "Small changes leave freely.", "pt-br": "Mudanças pequenas saem sem espera."}}', '{"en": "The waits of the last five deliveries.", "pt-br": "As esperas das cinco últimas entregas."}', '[{"en": "Name the most frequent wait; agree with that team on one way around it.", "pt-br": "Identifique a espera mais frequente e combine com essa equipe um jeito de evitá-la."}]', true, '{"en": "N/A is fair where a law demands a separate release.", "pt-br": "Cabe \"Não se aplica\" quando a lei exige liberação separada."}', '[]', '[]', '[]', 4, 13, 11, 3),
	(83, '{}', 'learning.regular-review', '{"en": "We look back at our way of working at least once a month.", "pt-br": "Revemos nosso jeito de trabalhar pelo menos uma vez por mês (retrospectiva)."}', '{"not": {"en": "We never do.", "pt-br": "Nunca fazemos isso."}, "fully": {"en": "We do every month and try at least one change each time.", "pt-br": "Fazemos todo mês e testamos pelo menos uma mudança a cada vez."}, "largely": {"en": "We do in most months.", "pt-br": "Fazemos na maioria dos meses."}, "partially": {"en": "We do after trouble.", "pt-br": "Fazemos depois de problemas."}}', '{"en": "Notes of the last three reviews.", "pt-br": "Anotações das três últimas retrospectivas."}', '[{"en": "Put one hour into the calendar; leave it with one change to try.", "pt-br": "Reserve uma hora na agenda e saia dela com uma mudança para testar."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 5, 14, 10, 3),
	(84, '{}', 'learning.shared-knowledge', '{"en": "We can each be away for two weeks without work coming to a halt.", "pt-br": "Cada pessoa da equipe pode se ausentar por duas semanas sem que o trabalho pare."}', '{"not": {"en": "Several tasks stop when one person is away.", "pt-br": "Várias tarefas param quando uma pessoa falta."}, "fully": {"en": "Every task has a deputy who has done it; holidays prove it.", "pt-br": "Toda tarefa tem suplente que já a fez; as férias comprovam."}, "largely": {"en": "Most tasks have a deputy who has done them.", "pt-br": "A maioria das tarefas tem suplente que já as fez."}, "partially": {"en": "A few tasks have a deputy.", "pt-br": "Algumas tarefas têm suplente."}}', '{"en": "A list of tasks with deputies.", "pt-br": "Uma lista de tarefas com suplentes."}', '[{"en": "Let the deputy do the rarest task next time, with the expert watching.", "pt-br": "Na próxima vez, deixe a pessoa suplente fazer a tarefa mais rara, com quem a domina só observando."}]', true, '{"en": "N/A is fair in a team of one.", "pt-br": "Cabe \"Não se aplica\" em uma equipe de uma pessoa."}', '[]', '[]', '[]', 6, 14, 11, 3),
	(85, '{}', 'trust.open-speech', '{"en": "We can speak openly about mistakes in this team.", "pt-br": "Podemos falar abertamente sobre erros nesta equipe."}', '{"not": {"en": "Mistakes are hidden.", "pt-br": "Os erros são escondidos."}, "fully": {"en": "Anyone names any mistake, early and without fear.", "pt-br": "Qualquer pessoa menciona qualquer erro, cedo e sem medo."}, "largely": {"en": "Most mistakes are spoken of; a few topics are avoided.", "pt-br": "A maioria dos erros é comentada; alguns assuntos são evitados."}, "partially": {"en": "Some of us speak of them, to some others.", "pt-br": "Algumas pessoas falam deles, com algumas outras."}}', '{"en": "A mistake that became an improvement.", "pt-br": "Um erro que virou melhoria."}', '[{"en": "Let the most senior person tell of a mistake first.", "pt-br": "Peça à pessoa mais experiente que conte um erro primeiro."}]', false, '{"en": "Always applies.", "pt-br": "Sempre se aplica."}', '[]', '[]', '[]', 7, 15, 10, 3),
	(86, '{}', 'trust.mutual-help', '{"en": "We help each other before being asked.", "pt-br": "Oferecemos ajuda antes que alguém precise pedir."}', '{"not": {"en": "Everyone minds their own tasks.", "pt-br": "Cada pessoa cuida só das próprias tarefas."}, "fully": {"en": "Helping comes before own tasks, as a habit.", "pt-br": "Ajudar vem antes das próprias tarefas, por hábito."}, "largely": {"en": "Most people notice and offer help.", "pt-br": "A maioria percebe e oferece ajuda."}, "partially": {"en": "Help comes when asked for.", "pt-br": "A ajuda vem quando se pede."}}', '{"en": "Items of the last two weeks that several people worked on.", "pt-br": "Itens das últimas duas semanas em que várias pessoas trabalharam."}', '[{"en": "Begin each day with the question who is stuck.", "pt-br": "Comece cada dia perguntando quem está travado."}]', true, '{"en": "N/A is fair in a team of one.", "pt-br": "Cabe \"Não se aplica\" em uma equipe de uma pessoa."}', '[]', '[]', '[]', 8, 15, 11, 3);
INSERT INTO public.maturity_dimension VALUES
	(1, '{}', 'people', '{"en": "People and collaboration", "pt-br": "Pessoas e colaboração"}', '{"en": "People", "pt-br": "Pessoas"}', '{"en": "Pe", "pt-br": "Pe"}', '{"en": "How the roles around a model work together, from agreeing on its goal to caring for it in production.", "pt-br": "Como os diferentes papéis em torno de um modelo trabalham juntos, do acordo sobre o objetivo ao cuidado em produção."}', '{"en": "Many models fail at hand-overs between people, not in the algorithm; tools alone do not close that gap.", "pt-br": "Muitos modelos falham na passagem de bastão entre pessoas, não no algoritmo; ferramentas sozinhas não resolvem isso."}', NULL, 1, 1),
	(2, '{}', 'data', '{"en": "Data and features", "pt-br": "Dados e features"}', '{"en": "Data", "pt-br": "Dados"}', '{"en": "Da", "pt-br": "Da"}', '{"en": "How data, and the model inputs made from it (features), are owned, prepared, kept and checked. Documents that a language model reads count as data.", "pt-br": "Como os dados e as entradas do modelo feitas com eles (features) são cuidados, preparados, guardados e verificados. Documentos que um modelo de linguagem consulta contam como dados."}', '{"en": "A model is only as good as its data, and many silent failures begin there.", "pt-br": "Um modelo só é tão bom quanto os seus dados, e é neles que começam muitas falhas silenciosas."}', NULL, 2, 1),
	(3, '{}', 'training', '{"en": "Training and experimentation", "pt-br": "Treinamento e experimentação"}', '{"en": "Training", "pt-br": "Treinamento"}', '{"en": "Tr", "pt-br": "Tr"}', '{"en": "How models are made, from the first experiment to automatic retraining. Choosing, fine-tuning or prompting a supplier''s model counts too.", "pt-br": "Como os modelos são feitos, do primeiro experimento ao retreinamento automático. Escolher um modelo de fornecedor, fazer fine-tuning e escrever prompts também contam."}', '{"en": "A result that cannot be repeated cannot be trusted, compared or improved.", "pt-br": "Não dá para confiar em um resultado que não se repete, nem para compará-lo ou melhorá-lo."}', NULL, 3, 1),
	(4, '{}', 'release', '{"en": "Release and deployment", "pt-br": "Liberação e implantação"}', '{"en": "Release", "pt-br": "Liberação"}', '{"en": "Re", "pt-br": "Li"}', '{"en": "How a model gets from a finished training run to its users (deployment), and back to the previous version if it disappoints (rollback).", "pt-br": "Como um modelo sai de um treinamento concluído, é liberado (release), chega a quem o usa (deploy) e volta à versão anterior se não der certo (rollback)."}', '{"en": "A model creates value only in production; easy, reversible releases make improving cheap.", "pt-br": "Um modelo só gera valor em produção; com liberações fáceis e reversíveis, melhorar sai barato."}', NULL, 4, 1),
	(5, '{}', 'integration', '{"en": "Testing and integration", "pt-br": "Testes e integração"}', '{"en": "Testing", "pt-br": "Testes"}', '{"en": "Te", "pt-br": "Te"}', '{"en": "How code, models and the applications that use them are tested, alone and together.", "pt-br": "Como o código, os modelos e as aplicações que os usam são testados, isolados e em conjunto."}', '{"en": "Automation without tests only brings mistakes to production faster.", "pt-br": "Automação sem testes só leva os erros mais rápido para a produção."}', NULL, 5, 1),
	(6, '{}', 'monitoring', '{"en": "Monitoring and feedback", "pt-br": "Monitoramento e feedback"}', '{"en": "Monitoring", "pt-br": "Monitoramento"}', '{"en": "Mo", "pt-br": "Mo"}', '{"en": "How the team finds out what its models do in production, and learns from it. Answers of a language model count as predictions.", "pt-br": "Como a equipe descobre o que seus modelos fazem em produção e aprende com isso. Respostas de um modelo de linguagem contam como predições."}', '{"en": "The world changes and models decay quietly; without measurement the users notice first.", "pt-br": "O mundo muda e os modelos se degradam em silêncio; sem medição, quem usa percebe primeiro."}', NULL, 6, 1),
	(7, '{}', 'governance', '{"en": "Governance and traceability", "pt-br": "Governança e rastreabilidade"}', '{"en": "Governance", "pt-br": "Governança"}', '{"en": "Go", "pt-br": "Go"}', '{"en": "How the team knows which models exist, who answers for them, where they came from and which rules they obey.", "pt-br": "Como a equipe sabe quais modelos existem, quem responde por eles, de onde vieram e a quais regras obedecem."}', '{"en": "Models decide about people and money; someone must be able to explain each of them.", "pt-br": "Modelos decidem sobre pessoas e dinheiro; alguém precisa conseguir explicar cada um deles."}', NULL, 7, 1),
	(8, '{}', 'value', '{"en": "Value of the work", "pt-br": "Valor do trabalho"}', '{"en": "Value", "pt-br": "Valor"}', '{"en": "Va", "pt-br": "Va"}', '{"en": "Whether the work matters to somebody.", "pt-br": "Se o trabalho importa para alguém."}', '{"en": "Work without a visible use wears people out.", "pt-br": "Trabalho sem uso visível desgasta as pessoas."}', NULL, 1, 2),
	(9, '{}', 'flow', '{"en": "Flow of the work", "pt-br": "Fluxo do trabalho"}', '{"en": "Flow", "pt-br": "Fluxo"}', '{"en": "Fl", "pt-br": "Fl"}', '{"en": "Whether work gets done without long waits.", "pt-br": "Se o trabalho termina sem longas esperas."}', '{"en": "Waiting hides problems and makes them costly.", "pt-br": "A espera esconde os problemas e os torna mais caros."}', NULL, 2, 2),
	(10, '{}', 'learning', '{"en": "Learning", "pt-br": "Aprendizado"}', '{"en": "Learning", "pt-br": "Aprendizado"}', '{"en": "Le", "pt-br": "Ap"}', '{"en": "Whether the team gets better at what it does.", "pt-br": "Se a equipe melhora no que faz."}', '{"en": "A team that stops learning falls behind unnoticed.", "pt-br": "Uma equipe que para de aprender fica para trás sem perceber."}', NULL, 3, 2),
	(11, '{}', 'trust', '{"en": "Trust and support", "pt-br": "Confiança e apoio"}', '{"en": "Trust", "pt-br": "Confiança"}', '{"en": "Tr", "pt-br": "Co"}', '{"en": "Whether people can speak openly and count on each other.", "pt-br": "Se as pessoas podem falar abertamente e contar umas com as outras."}', '{"en": "Problems that nobody dares to name are never solved.", "pt-br": "Problemas que ninguém ousa mencionar nunca se resolvem."}', NULL, 4, 2),
	(12, '{}', 'value', '{"en": "Value of the work", "pt-br": "Valor do trabalho"}', '{"en": "Value", "pt-br": "Valor"}', '{"en": "Va", "pt-br": "Va"}', '{"en": "Whether the work matters to somebody.", "pt-br": "Se o trabalho importa para alguém."}', '{"en": "Work without a visible use wears people out.", "pt-br": "Trabalho sem uso visível desgasta as pessoas."}', NULL, 1, 3),
	(13, '{}', 'flow', '{"en": "Flow of the work", "pt-br": "Fluxo do trabalho"}', '{"en": "Flow", "pt-br": "Fluxo"}', '{"en": "Fl", "pt-br": "Fl"}', '{"en": "Whether work gets done without long waits.", "pt-br": "Se o trabalho termina sem longas esperas."}', '{"en": "Waiting hides problems and makes them costly.", "pt-br": "A espera esconde os problemas e os torna mais caros."}', NULL, 2, 3),
	(14, '{}', 'learning', '{"en": "Learning", "pt-br": "Aprendizado"}', '{"en": "Learning", "pt-br": "Aprendizado"}', '{"en": "Le", "pt-br": "Ap"}', '{"en": "Whether the team gets better at what it does.", "pt-br": "Se a equipe melhora no que faz."}', '{"en": "A team that stops learning falls behind unnoticed.", "pt-br": "Uma equipe que para de aprender fica para trás sem perceber."}', NULL, 3, 3),
	(15, '{}', 'trust', '{"en": "Trust and support", "pt-br": "Confiança e apoio"}', '{"en": "Trust", "pt-br": "Confiança"}', '{"en": "Tr", "pt-br": "Co"}', '{"en": "Whether people can speak openly and count on each other.", "pt-br": "Se as pessoas podem falar abertamente e contar umas com as outras."}', '{"en": "Problems that nobody dares to name are never solved.", "pt-br": "Problemas que ninguém ousa mencionar nunca se resolvem."}', NULL, 4, 3);
INSERT INTO public.maturity_level VALUES
	(1, '{}', 0, 'no-mlops', '{"en": "No MLOps", "pt-br": "Sem MLOps"}', '{"en": "Everything is done by hand, by people who work apart; once a model is in production, few know how it is doing.", "pt-br": "Tudo é manual, feito por pessoas que trabalham separadas; com o modelo em produção, quase ninguém sabe como ele está indo."}', '[{"key": "l0.lifecycle-hard-to-manage", "text": {"en": "Managing a model from the first idea to its retirement is hard.", "pt-br": "É difícil gerenciar o ciclo de vida do modelo, da primeira ideia à desativação."}, "polarity": "absence"}, {"key": "l0.separate-teams-painful-releases", "text": {"en": "Teams work apart from one another, which makes each release painful.", "pt-br": "As equipes trabalham cada uma para um lado, e cada nova versão é dolorosa."}, "polarity": "absence"}, {"key": "l0.black-boxes", "text": {"en": "Most systems are black boxes that give little feedback during or after deployment.", "pt-br": "A maioria dos sistemas é uma \"caixa-preta\", com pouco retorno durante ou depois da implantação."}, "polarity": "absence"}]', '[{"key": "l0.manual-build-deploy", "text": {"en": "Software is built and deployed by hand.", "pt-br": "Builds e implantações (deploys) são manuais."}, "polarity": "absence"}, {"key": "l0.manual-testing", "text": {"en": "Model and application are tested by hand.", "pt-br": "Os testes de modelo e aplicação são manuais."}, "polarity": "absence"}, {"key": "l0.no-central-performance-tracking", "text": {"en": "No central place shows how well models perform.", "pt-br": "Não há acompanhamento centralizado do desempenho dos modelos."}, "polarity": "absence"}, {"key": "l0.manual-training", "text": {"en": "Models are trained by hand.", "pt-br": "O treinamento dos modelos é manual."}, "polarity": "absence"}]', 1),
	(2, '{}', 1, 'devops-no-mlops', '{"en": "DevOps but no MLOps", "pt-br": "Com DevOps, mas sem MLOps"}', '{"en": "The application has modern software delivery, the model does not; every new model still needs the people who made it.", "pt-br": "A aplicação já tem entrega de software moderna, o modelo ainda não; cada modelo novo continua dependendo de quem o criou."}', '[{"key": "l1.releases-depend-on-data-team", "text": {"en": "Releases are less painful than at level 0, yet each new model depends on the data team.", "pt-br": "As versões são menos dolorosas que no nível 0, mas cada modelo novo depende da equipe de dados."}, "polarity": "mixed"}, {"key": "l1.limited-production-feedback", "text": {"en": "Little is still known about how well a model performs in production.", "pt-br": "Ainda se sabe pouco sobre o desempenho do modelo em produção."}, "polarity": "absence"}, {"key": "l1.hard-to-reproduce", "text": {"en": "Results are hard to trace or to reproduce.", "pt-br": "É difícil rastrear ou reproduzir os resultados."}, "polarity": "absence"}]', '[{"key": "l1.automated-builds", "text": {"en": "Builds run automatically.", "pt-br": "Os builds são automatizados."}, "polarity": "positive"}, {"key": "l1.automated-app-tests", "text": {"en": "The application''s code has automated tests.", "pt-br": "O código da aplicação tem testes automatizados."}, "polarity": "positive"}]', 1),
	(3, '{}', 2, 'automated-training', '{"en": "Automated training", "pt-br": "Treinamento automatizado"}', '{"en": "Training is automated, recorded and repeatable; releasing is still done by hand, but with little friction.", "pt-br": "O treinamento é automatizado, registrado e repetível; a liberação ainda é manual, mas com pouco atrito."}', '[{"key": "l2.managed-training-environment", "text": {"en": "The training environment is fully managed and everything in it can be traced.", "pt-br": "O ambiente de treinamento é totalmente gerenciado e rastreável."}, "polarity": "positive"}, {"key": "l2.reproducible-model", "text": {"en": "A model is easy to reproduce.", "pt-br": "É fácil reproduzir um modelo."}, "polarity": "positive"}, {"key": "l2.low-friction-manual-releases", "text": {"en": "Releases are done by hand, with little friction.", "pt-br": "As versões são liberadas manualmente, mas com pouco atrito."}, "polarity": "positive"}]', '[{"key": "l2.automated-training", "text": {"en": "Model training is automated.", "pt-br": "O treinamento de modelos é automatizado."}, "polarity": "positive"}, {"key": "l2.training-performance-tracking", "text": {"en": "The performance of training runs is tracked in one central place.", "pt-br": "O acompanhamento do desempenho dos treinamentos é centralizado."}, "polarity": "positive"}, {"key": "l2.model-management", "text": {"en": "Models and their versions are managed.", "pt-br": "Os modelos e suas versões são gerenciados."}, "polarity": "positive"}]', 1),
	(4, '{}', 3, 'automated-deployment', '{"en": "Automated model deployment", "pt-br": "Implantação automatizada de modelos"}', '{"en": "Approved models reach production by themselves, through managed environments, with a trail back to the original data.", "pt-br": "Modelos aprovados chegam sozinhos à produção, por ambientes gerenciados, com rastreabilidade até os dados originais."}', '[{"key": "l3.automatic-releases", "text": {"en": "Releases are automatic and cause little friction.", "pt-br": "As versões são liberadas automaticamente e com pouco atrito."}, "polarity": "positive"}, {"key": "l3.deployment-to-data-traceability", "text": {"en": "Every deployment can be traced all the way back to the original data.", "pt-br": "Toda implantação pode ser rastreada até os dados originais."}, "polarity": "positive"}, {"key": "l3.managed-environments", "text": {"en": "The entire environment is managed, from training through to production.", "pt-br": "O ambiente inteiro é gerenciado, do treinamento à produção."}, "polarity": "positive"}]', '[{"key": "l3.ab-testing", "text": {"en": "A/B tests of model performance are built into deployment.", "pt-br": "Testes A/B do desempenho do modelo fazem parte da implantação."}, "polarity": "positive"}, {"key": "l3.automated-tests-all-code", "text": {"en": "All code has automated tests.", "pt-br": "Todo o código tem testes automatizados."}, "polarity": "positive"}, {"key": "l3.training-performance-tracking", "text": {"en": "Central tracking of training performance is kept up, now as part of the path to production.", "pt-br": "O acompanhamento centralizado do desempenho dos treinamentos é mantido, agora como parte do caminho até a produção."}, "polarity": "positive"}]', 1),
	(5, '{}', 4, 'automated-operations', '{"en": "Full MLOps automated operations", "pt-br": "Operações de MLOps totalmente automatizadas"}', '{"en": "The whole system is automated and easy to watch; production shows what to improve and sometimes improves itself.", "pt-br": "O sistema inteiro é automatizado e fácil de monitorar; a produção mostra o que melhorar e, às vezes, melhora sozinha."}', '[{"key": "l4.automated-monitored-system", "text": {"en": "The whole system is automated and easy to monitor.", "pt-br": "O sistema inteiro é automatizado e fácil de monitorar."}, "polarity": "positive"}, {"key": "l4.production-driven-improvement", "text": {"en": "Production shows how to improve and, in some cases, improves by itself with new models.", "pt-br": "A produção indica como melhorar e, em alguns casos, melhora sozinha com novos modelos."}, "polarity": "positive"}, {"key": "l4.near-zero-downtime", "text": {"en": "The system comes close to zero downtime.", "pt-br": "O sistema se aproxima de zero indisponibilidade."}, "polarity": "positive"}]', '[{"key": "l4.automated-training-and-testing", "text": {"en": "Models are trained and tested automatically.", "pt-br": "Os modelos são treinados e testados automaticamente."}, "polarity": "positive"}, {"key": "l4.detailed-central-metrics", "text": {"en": "Deployed models send detailed metrics to one central place.", "pt-br": "Os modelos implantados enviam métricas detalhadas para um lugar central."}, "polarity": "positive"}]', 1),
	(6, '{}', 1, 'needs-care', '{"en": "Needs care", "pt-br": "Precisa de cuidado"}', '{"en": "Something basic is missing and costs energy every week.", "pt-br": "Falta algo básico que custa energia toda semana."}', '[]', '[]', 2),
	(7, '{}', 2, 'steady', '{"en": "Steady", "pt-br": "Estável"}', '{"en": "The basics hold; work goes on without drama.", "pt-br": "O básico funciona; o trabalho anda sem drama."}', '[]', '[]', 2),
	(8, '{}', 3, 'strong', '{"en": "Strong", "pt-br": "Forte"}', '{"en": "The team renews itself and helps others.", "pt-br": "A equipe se renova e ajuda outras."}', '[]', '[]', 2),
	(9, '{}', 1, 'needs-care', '{"en": "Needs care", "pt-br": "Precisa de cuidado"}', '{"en": "Something basic is missing and costs energy every week.", "pt-br": "Falta algo básico que custa energia toda semana."}', '[]', '[]', 3),
	(10, '{}', 2, 'steady', '{"en": "Steady", "pt-br": "Estável"}', '{"en": "The basics hold; work goes on without drama.", "pt-br": "O básico funciona; o trabalho anda sem drama."}', '[]', '[]', 3),
	(11, '{}', 3, 'strong', '{"en": "Strong", "pt-br": "Forte"}', '{"en": "The team renews itself and helps others.", "pt-br": "A equipe se renova e ajuda outras."}', '[]', '[]', 3);
INSERT INTO public.maturity_maturitymodel VALUES
	(1, 'mlops', NULL, NULL),
	(2, 'team-health', NULL, NULL),
	(3, 'our-own', NULL, 2);
INSERT INTO public.maturity_modelversion VALUES
	(1, 1, 'published', '["en", "pt-br"]', '{"en": "MLOps maturity model", "pt-br": "Modelo de maturidade em MLOps"}', '{"en": "How well a team builds, releases and operates machine learning models in production, from work done by hand (level 0) to a system that trains, tests, releases and watches itself (level 4). MLOps stands for machine learning operations. \"Model\" means any model in use: trained by you, fine-tuned, bought, or hosted by a supplier, such as a large language model (LLM). Prompts count as code; sets of test questions count as test data.", "pt-br": "Como uma equipe constrói, libera e opera modelos de machine learning em produção, do trabalho manual (nível 0) a um sistema que treina, testa, implanta e monitora a si mesmo (nível 4). MLOps significa operações de machine learning. \"Modelo\" é qualquer modelo em uso: treinado por vocês, ajustado (fine-tuning), comprado ou hospedado por fornecedor, como um grande modelo de linguagem (LLM). Prompts contam como código; conjuntos de perguntas de avaliação contam como dados de teste."}', '{"en": "To make the principles and practices of MLOps clear, to show how a production environment for machine learning improves step by step, and to serve as a yardstick: which requirements come next, and how mature are the environment and its processes today.", "pt-br": "Esclarecer os princípios e as práticas de MLOps, mostrar como um ambiente de produção de machine learning melhora passo a passo e servir de régua: quais requisitos vêm a seguir e quão maduros estão hoje o ambiente e seus processos."}', '{"note": {"en": "Levels, highlights and technology follow the published model, told in our own words. The dimensions and the criteria are ours.", "pt-br": "Níveis, destaques e tecnologias seguem o modelo publicado, escritos com as nossas palavras. As dimensões e os critérios são nossos."}, "urls": {"en": "https://learn.microsoft.com/en-us/azure/architecture/ai-ml/guide/mlops-maturity-model", "pt-br": "https://docs.microsoft.com/pt-br/azure/architecture/example-scenario/mlops/mlops-maturity-model"}, "title": {"en": "Microsoft, Azure Architecture Center, \"MLOps maturity model\"", "pt-br": "Microsoft, Centro de Arquitetura do Azure, \"Modelo de maturidade de MLOps\""}}', '{"lgpd": "Brazil, Lei 13.709/2018 (LGPD), article 6 (necessity) and article 20 (review of automated decisions)", "sre2016": "Beyer, Jones, Petoff, Murphy (eds.), Site Reliability Engineering, O''Reilly 2016", "owasp-ml": "OWASP, Machine Learning Security Top Ten 2023, draft (ML06 AI supply chain attacks)", "breck2017": "Breck, Cai, Nielsen, Salib, Sculley, The ML Test Score - a rubric for ML production readiness and technical debt reduction, IEEE Big Data 2017", "gebru2021": "Gebru et al., Datasheets for datasets, Communications of the ACM 64(12), 2021", "owasp-llm": "OWASP, Top 10 for LLM Applications 2025 (LLM01 prompt injection, LLM03 supply chain)", "serban2020": "Serban, van der Blom, Hoos, Visser, Adoption and effects of software engineering best practices in machine learning, ESEM 2020", "amershi2019": "Amershi et al., Software engineering for machine learning - a case study, ICSE-SEIP 2019", "nist-ai-rmf": "NIST, Artificial Intelligence Risk Management Framework 1.0 (AI 100-1), 2023", "ribeiro2020": "Ribeiro, Wu, Guestrin, Singh, Beyond accuracy - behavioral testing of NLP models with CheckList, ACL 2020", "sculley2015": "Sculley et al., Hidden technical debt in machine learning systems, NeurIPS 2015", "google-mlops": "Google Cloud Architecture Center, MLOps - Continuous delivery and automation pipelines in machine learning (levels 0 to 2)", "mitchell2019": "Mitchell et al., Model cards for model reporting, FAT* 2019", "accelerate2018": "Forsgren, Humble, Kim, Accelerate, IT Revolution 2018", "microsoft-mlops": "Microsoft, MLOps maturity model, Azure Architecture Center (tables People, Model creation, Model release, Application integration)"}', '{"scale": [{"key": "not", "label": {"en": "Not achieved", "pt-br": "Não atendido"}, "value": "0"}, {"key": "partially", "label": {"en": "Partially achieved", "pt-br": "Parcialmente atendido"}, "value": "1/3"}, {"key": "largely", "label": {"en": "Largely achieved", "pt-br": "Largamente atendido"}, "value": "2/3"}, {"key": "fully", "label": {"en": "Fully achieved", "pt-br": "Totalmente atendido"}, "value": "1"}], "overall_from": "2/3", "dimension_from": "1/2", "min_criteria_per_cell": 2}', 0, 5, 7, 70, '{}', '2026-11-24 12:00:00+00', 'a08ea839cc937bfb792fb5b34cf86d7cdac48e2542272bd3effda8737307fefc', false, '{}', 1, NULL),
	(2, 1, 'published', '["en", "pt-br"]', '{"en": "Team health check", "pt-br": "Saúde da equipe (health check)"}', '{"en": "A short look at how a team is doing, for a conversation once a quarter. It compares a team with itself over time, not with other teams.", "pt-br": "Um olhar rápido sobre como a equipe está, para uma conversa por trimestre. Compara a equipe com ela mesma ao longo do tempo, não com outras equipes."}', '{"en": "To find the one or two things that the team wants to change next.", "pt-br": "Encontrar uma ou duas coisas que a equipe quer mudar a seguir."}', '{"note": {"en": "The idea of a team rating its own health goes back to the squad health check that Spotify published in 2014; topics and wording here are our own.", "pt-br": "A ideia de a equipe avaliar a própria saúde vem do squad health check, publicado pelo Spotify em 2014; os temas e os textos são nossos."}, "urls": {}, "title": {"en": "Own model in the manner of a squad health check", "pt-br": "Modelo próprio, inspirado no squad health check"}}', '{}', '{"scale": [{"key": "not", "label": {"en": "Not achieved", "pt-br": "Não atendido"}, "value": "0"}, {"key": "partially", "label": {"en": "Partially achieved", "pt-br": "Parcialmente atendido"}, "value": "1/3"}, {"key": "largely", "label": {"en": "Largely achieved", "pt-br": "Largamente atendido"}, "value": "2/3"}, {"key": "fully", "label": {"en": "Fully achieved", "pt-br": "Totalmente atendido"}, "value": "1"}], "overall_from": "2/3", "dimension_from": "1/2", "min_criteria_per_cell": 1}', 1, 3, 4, 8, '{}', '2026-11-30 11:47:39.948115+00', '530d335aff11481c3177239c1334fd56c3fb272f0d59f61943e30b07b769070c', false, '{}', 2, NULL),
	(3, 1, 'published', '["en", "pt-br"]', '{"en": "CanaryForeign model", "pt-br": "CanaryForeign modelo"}', '{"en": "A short look at how a team is doing, for a conversation once a quarter. It compares a team with itself over time, not with other teams.", "pt-br": "Um olhar rápido sobre como a equipe está, para uma conversa por trimestre. Compara a equipe com ela mesma ao longo do tempo, não com outras equipes."}', '{"en": "To find the one or two things that the team wants to change next.", "pt-br": "Encontrar uma ou duas coisas que a equipe quer mudar a seguir."}', '{"note": {"en": "The idea of a team rating its own health goes back to the squad health check that Spotify published in 2014; topics and wording here are our own.", "pt-br": "A ideia de a equipe avaliar a própria saúde vem do squad health check, publicado pelo Spotify em 2014; os temas e os textos são nossos."}, "urls": {}, "title": {"en": "Own model in the manner of a squad health check", "pt-br": "Modelo próprio, inspirado no squad health check"}}', '{}', '{"scale": [{"key": "not", "label": {"en": "Not achieved", "pt-br": "Não atendido"}, "value": "0"}, {"key": "partially", "label": {"en": "Partially achieved", "pt-br": "Parcialmente atendido"}, "value": "1/3"}, {"key": "largely", "label": {"en": "Largely achieved", "pt-br": "Largamente atendido"}, "value": "2/3"}, {"key": "fully", "label": {"en": "Fully achieved", "pt-br": "Totalmente atendido"}, "value": "1"}], "overall_from": "2/3", "dimension_from": "1/2", "min_criteria_per_cell": 1}', 1, 3, 4, 8, '{}', '2026-11-30 11:47:40.014121+00', '7e45328be2a4c4b0b50b65179f3101b4d50b8e44412b1e9b8e35a568afb93407', false, '{}', 3, NULL);
INSERT INTO public.mfa_authenticator VALUES
	(1, 'made-up', '{}', 1, '2026-11-30 11:47:48.274857+00', NULL);
INSERT INTO public.organizations_auditevent VALUES
	(1, 'version.published', 'modelversion', '3', 'CanaryForeign model 1', '{"number": 1}', '2026-11-30 11:47:40.076513+00', NULL, 2, '', false, 'catalog', 'clock', NULL, false),
	(2, 'organization.logo_set', 'organization', '1', 'Aurora Seguros', '{}', '2026-11-30 11:47:40.261993+00', NULL, 1, '', false, 'settings', 'clock', NULL, false),
	(3, 'round.planned', 'round', '1', 'Spring', '{}', '2025-11-30 11:47:40.280136+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(4, 'round.opened', 'round', '1', 'Spring', '{}', '2025-11-30 11:47:40.280136+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(5, 'response.submitted', 'participation', '1', 'CanaryPricing, Spring', '{}', '2025-11-30 11:47:40.280136+00', 5, 1, '', false, 'rounds', 'clock', NULL, false),
	(6, 'response.submitted', 'participation', '2', 'CanaryChurn, Spring', '{}', '2025-11-30 11:47:40.280136+00', 10, 1, '', false, 'rounds', 'clock', NULL, false),
	(7, 'response.submitted', 'participation', '3', 'CanaryFraud, Spring', '{}', '2025-11-30 11:47:40.280136+00', 11, 1, '', false, 'rounds', 'clock', NULL, false),
	(8, 'round.closed', 'round', '1', 'Spring', '{}', '2025-11-30 11:47:40.280136+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(9, 'round.planned', 'round', '2', 'CanaryDraft', '{}', '2026-11-30 11:47:45.705259+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(10, 'round.planned', 'round', '3', 'Autumn', '{}', '2026-11-30 11:47:45.743334+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(11, 'round.opened', 'round', '3', 'Autumn', '{}', '2026-11-30 11:47:45.828081+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(12, 'round.planned', 'round', '4', 'CanaryRisky', '{}', '2026-11-30 11:47:46.107309+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(13, 'round.opened', 'round', '4', 'CanaryRisky', '{}', '2026-11-30 11:47:46.174186+00', NULL, 1, '', false, 'rounds', 'clock', NULL, false),
	(14, 'round.planned', 'round', '5', 'CanaryForeign Spring', '{}', '2025-11-30 11:47:46.342757+00', NULL, 2, '', false, 'rounds', 'clock', NULL, false),
	(15, 'round.opened', 'round', '5', 'CanaryForeign Spring', '{}', '2025-11-30 11:47:46.342757+00', NULL, 2, '', false, 'rounds', 'clock', NULL, false),
	(16, 'response.submitted', 'participation', '10', 'CanaryLogistics, CanaryForeign Spring', '{}', '2025-11-30 11:47:46.342757+00', 12, 2, '', false, 'rounds', 'clock', NULL, false),
	(17, 'round.closed', 'round', '5', 'CanaryForeign Spring', '{}', '2025-11-30 11:47:46.342757+00', NULL, 2, '', false, 'rounds', 'clock', NULL, false),
	(18, 'round.planned', 'round', '6', 'CanaryForeign Autumn', '{}', '2026-11-30 11:47:46.772027+00', NULL, 2, '', false, 'rounds', 'clock', NULL, false),
	(19, 'round.opened', 'round', '6', 'CanaryForeign Autumn', '{}', '2026-11-30 11:47:46.84856+00', NULL, 2, '', false, 'rounds', 'clock', NULL, false),
	(20, 'round.planned', 'round', '7', 'CanaryForeign Draft', '{}', '2026-11-30 11:47:47.056357+00', NULL, 2, '', false, 'rounds', 'clock', NULL, false),
	(21, 'archive.asked', 'export', '1', 'Aurora Seguros 2026-11-30 11:47', '{}', '2026-11-30 11:47:47.108569+00', 1, 1, '', false, 'taken_out', 'clock', NULL, false),
	(22, 'archive.asked', 'export', '2', 'CanaryBoreal 2026-11-30 11:47', '{}', '2026-11-30 11:47:47.519387+00', 9, 2, '', false, 'taken_out', 'clock', NULL, false);
INSERT INTO public.organizations_label VALUES
	(1, 'Brazil', 'brazil', 1),
	(2, 'CanaryChurn line', 'canarychurn-line', 1),
	(3, 'CanaryRisky line', 'canaryrisky-line', 1),
	(4, 'CanaryForeign line', 'canaryforeign-line', 2);
INSERT INTO public.organizations_membership VALUES
	(1, 'active', '2026-11-30 11:47:39.687603+00', 1, 1),
	(2, 'active', '2026-11-30 11:47:39.719427+00', 2, 1),
	(3, 'active', '2026-11-30 11:47:39.752875+00', 3, 1),
	(4, 'active', '2026-11-30 11:47:39.76954+00', 4, 1),
	(5, 'active', '2026-11-30 11:47:39.807932+00', 5, 1),
	(6, 'active', '2026-11-30 11:47:39.82757+00', 6, 1),
	(7, 'active', '2026-11-30 11:47:39.835566+00', 7, 1),
	(8, 'active', '2026-11-30 11:47:39.848486+00', 8, 1),
	(9, 'active', '2026-11-30 11:47:39.864286+00', 9, 2),
	(10, 'active', '2026-11-30 11:47:39.880312+00', 10, 1),
	(11, 'active', '2026-11-30 11:47:39.883031+00', 11, 1),
	(12, 'active', '2026-11-30 11:47:39.896311+00', 12, 2),
	(13, 'suspended', '2026-11-30 11:47:47.075515+00', 13, 1);
INSERT INTO public.organizations_membershipoffer VALUES
	(1, 'nobody@aurora.example', '', 'member', '', 'bounced', '2026-11-30 11:47:47.081193+00', NULL, '2026-12-14 11:47:47.081197+00', NULL, NULL, NULL, 1, 3),
	(2, 'CanaryForeign@boreal.example', '', 'member', '', 'bounced', '2026-11-30 11:47:47.083018+00', NULL, '2026-12-14 11:47:47.083023+00', NULL, NULL, NULL, 2, 6);
INSERT INTO public.organizations_offerlink VALUES
	(1, 'made-up', '2026-11-30 11:47:48.309497+00', 1);
INSERT INTO public.organizations_offermail VALUES
	(1, 'made-up', 'made-up', '2026-11-30 11:47:48.290162+00', '2026-11-30 11:47:48.290162+00', NULL, NULL, 'made-up', 1);
INSERT INTO public.organizations_organization VALUES
	(2, 'boreal', 'CanaryBoreal', 'en', 'UTC', 5, NULL, '2026-11-30 11:47:39.587596+00', '', '["en", "pt-br"]', '', NULL, NULL),
	(1, 'aurora', 'Aurora Seguros', 'en', 'America/Sao_Paulo', 5, NULL, '2026-11-30 11:47:39.583427+00', '', '["en", "pt-br"]', 'organizations/1/logo-b2897bca634e7643.png', NULL, NULL);
INSERT INTO public.organizations_rolegrant VALUES
	(1, 'owner', '2020-01-01', NULL, 1, NULL),
	(2, 'admin', '2020-01-01', NULL, 2, NULL),
	(3, 'manager', '2020-01-01', NULL, 3, NULL),
	(4, 'manager', '2020-01-01', NULL, 4, 1),
	(5, 'lead', '2020-01-01', NULL, 5, 3),
	(6, 'member', '2020-01-01', NULL, 6, 3),
	(7, 'catalog_editor', '2020-01-01', NULL, 7, NULL),
	(8, 'auditor', '2020-01-01', NULL, 8, NULL),
	(9, 'owner', '2020-01-01', NULL, 9, NULL),
	(10, 'lead', '2020-01-01', NULL, 10, 4),
	(11, 'lead', '2020-01-01', NULL, 11, 5),
	(12, 'lead', '2020-01-01', NULL, 12, 6),
	(13, 'member', '2020-01-01', NULL, 13, 3);
INSERT INTO public.organizations_team VALUES
	(1, 'unit', 'Retail', 'retail', NULL, 1, NULL, '', NULL),
	(2, 'unit', 'Risk', 'risk', NULL, 1, NULL, '', NULL),
	(3, 'team', 'CanaryPricing', 'pricing', NULL, 1, 1, '', NULL),
	(4, 'team', 'CanaryChurn', 'churn', NULL, 1, 1, '', NULL),
	(5, 'team', 'CanaryFraud', 'fraud', NULL, 1, 2, '', NULL),
	(6, 'team', 'CanaryLogistics', 'logistics', NULL, 2, NULL, '', NULL),
	(7, 'unit', 'CanaryAbroad', 'canaryabroad', NULL, 2, NULL, '', NULL),
	(8, 'team', 'Shelved', 'shelved', '2026-11-30 11:47:39.921132+00', 1, 1, '', NULL);
INSERT INTO public.organizations_team_labels VALUES
	(1, 3, 1),
	(2, 4, 2),
	(3, 5, 3),
	(4, 6, 4);
INSERT INTO public.organizations_user VALUES
	(1, 'md5$WCj5YNq7XhGBtD04dYcjs4$fd90a5f4b6ffa05e7f0f1c5f86287b02', NULL, 'olga@aurora.example', 'Olga Prado', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.623908+00', false, 0),
	(2, 'md5$K8Lgce7f6wkx92rt8Wy4HW$07b328dcd222c56aaa104498e1100723', NULL, 'ada@aurora.example', 'Ada Nunes', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.694777+00', false, 0),
	(3, 'md5$u0FIS1KIfdBUeYtu2CXSZR$9d3895aa262f7c406eb4b872d3950151', NULL, 'davi@aurora.example', 'Davi Lopes', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.731573+00', false, 0),
	(4, 'md5$cindQ1BxqKLAt5UoVizJVb$90ef8317bdafc28f1ca60ef12dfe9072', NULL, 'marta@aurora.example', 'Marta Couto', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.761054+00', false, 0),
	(5, 'md5$48hJR2rslO68DjrakdrJec$026fa7907e898f3654215710d64df6b2', NULL, 'lia@aurora.example', 'Lia Souza', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.787539+00', false, 0),
	(6, 'md5$H6uHhXcKOo7x8ufMR16mjz$48ee9b7fa871b27500a635d5e5f75503', NULL, 'mauro@aurora.example', 'Mauro Reis', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.812242+00', false, 0),
	(7, 'md5$68kzaMRbXo1YCWBYOq2nL7$83cdc72972868a497c4c2f0db49b0497', NULL, 'clara@aurora.example', 'Clara Dias', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.82901+00', false, 0),
	(8, 'md5$C6PdWq8YPK3X4S5jA7cpx3$08208a84222feecf65bc670a3f63b27c', NULL, 'vera@aurora.example', 'Vera Matos', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.838339+00', false, 0),
	(9, 'md5$weeOAQ48DNxH9MyWo3lG66$578d93e6726d0b5b590954bc37a1ab23', NULL, 'otto@boreal.example', 'CanaryOtto Berg', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.850378+00', false, 0),
	(10, 'md5$6zyBrxmovEd19DHkhi6NRA$3beb6d2856166e554fa6827ced79ea13', NULL, 'caio@aurora.example', 'CanaryCaio Lima', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.865296+00', false, 0),
	(11, 'md5$sOmNiGE3LKZgbPxe6GhN7K$399d0c47e9967df71adb9bbdc2fdbf70', NULL, 'fabio@aurora.example', 'CanaryFabio Alves', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.881274+00', false, 0),
	(12, 'md5$oK5J7PX3LmFGBdZ28C8Wie$dff75db866ddc965a42ebceb82fe0b2b', NULL, 'lena@boreal.example', 'CanaryLena Vogt', '', '', 'auto', true, NULL, '2026-11-30 11:47:39.884197+00', false, 0),
	(13, 'md5$Dj8Hg9DaEVdornk8ROL0o2$f50bebb0298d95b070496b2ad02cae04', NULL, 'sofia@aurora.example', 'Sofia Prates', '', '', 'auto', true, NULL, '2026-11-30 11:47:47.059992+00', false, 0);
INSERT INTO public.reports_export VALUES
	(1, 'ready', '2026-11-30 11:47:47.107318+00', '2026-12-07 11:47:47.303331+00', 'organizations/1/exports/1.zip', 16032, 1, 1),
	(2, 'ready', '2026-11-30 11:47:47.51584+00', '2026-12-07 11:47:47.6937+00', 'organizations/2/exports/2.zip', 17805, 9, 2);
INSERT INTO public.socialaccount_socialaccount VALUES
	(1, 'made-up', 'made-up', '2026-11-30 11:47:48.288428+00', '2026-11-30 11:47:48.288438+00', '{}', 1);
INSERT INTO public.socialaccount_socialapp VALUES
	(1, 'made-up', 'made-up', 'made-up', 'made-up', 'made-up', 'made-up', '{}');
INSERT INTO public.socialaccount_socialtoken VALUES
	(1, 'made-up', 'made-up', NULL, 1, NULL);
INSERT INTO public.surveys_answer VALUES
	(1, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 71, 1),
	(2, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 72, 1),
	(3, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 73, 1),
	(4, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 74, 1),
	(5, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 75, 1),
	(6, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 76, 1),
	(7, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 77, 1),
	(8, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 78, 1),
	(9, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 71, 2),
	(10, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 72, 2),
	(11, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 73, 2),
	(12, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 74, 2),
	(13, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 75, 2),
	(14, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 76, 2),
	(15, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 77, 2),
	(16, 'largely', '', 'CanaryComment of CanaryChurn', '', 1, 78, 2),
	(17, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 71, 3),
	(18, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 72, 3),
	(19, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 73, 3),
	(20, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 74, 3),
	(21, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 75, 3),
	(22, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 76, 3),
	(23, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 77, 3),
	(24, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 78, 3),
	(25, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 71, 4),
	(26, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 72, 4),
	(27, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 73, 4),
	(28, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 74, 4),
	(29, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 75, 4),
	(30, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 76, 4),
	(31, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 77, 4),
	(32, 'largely', '', 'CanaryComment of CanaryPricing', '', 1, 78, 4),
	(33, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 71, 5),
	(34, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 72, 5),
	(35, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 73, 5),
	(36, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 74, 5),
	(37, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 75, 5),
	(38, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 76, 5),
	(39, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 77, 5),
	(40, 'largely', '', 'CanaryComment of CanaryFraud', '', 1, 78, 5),
	(41, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 71, 6),
	(42, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 72, 6),
	(43, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 73, 6),
	(44, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 74, 6),
	(45, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 75, 6),
	(46, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 76, 6),
	(47, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 77, 6),
	(48, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 78, 6),
	(49, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 71, 7),
	(50, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 72, 7);
INSERT INTO public.surveys_answer VALUES
	(51, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 73, 7),
	(52, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 74, 7),
	(53, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 75, 7),
	(54, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 76, 7),
	(55, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 77, 7),
	(56, 'largely', '', 'CanaryComment of CanaryLogistics', '', 1, 78, 7);
INSERT INTO public.surveys_criterionresult VALUES
	(1, '{"largely": 1}', '2/3', '', true, 71, 1),
	(2, '{"largely": 1}', '2/3', '', true, 72, 1),
	(3, '{"largely": 1}', '2/3', '', true, 73, 1),
	(4, '{"largely": 1}', '2/3', '', true, 74, 1),
	(5, '{"largely": 1}', '2/3', '', true, 75, 1),
	(6, '{"largely": 1}', '2/3', '', true, 76, 1),
	(7, '{"largely": 1}', '2/3', '', true, 77, 1),
	(8, '{"largely": 1}', '2/3', '', true, 78, 1),
	(9, '{"largely": 1}', '2/3', '', true, 71, 2),
	(10, '{"largely": 1}', '2/3', '', true, 72, 2),
	(11, '{"largely": 1}', '2/3', '', true, 73, 2),
	(12, '{"largely": 1}', '2/3', '', true, 74, 2),
	(13, '{"largely": 1}', '2/3', '', true, 75, 2),
	(14, '{"largely": 1}', '2/3', '', true, 76, 2),
	(15, '{"largely": 1}', '2/3', '', true, 77, 2),
	(16, '{"largely": 1}', '2/3', '', true, 78, 2),
	(17, '{"largely": 1}', '2/3', '', true, 71, 3),
	(18, '{"largely": 1}', '2/3', '', true, 72, 3),
	(19, '{"largely": 1}', '2/3', '', true, 73, 3),
	(20, '{"largely": 1}', '2/3', '', true, 74, 3),
	(21, '{"largely": 1}', '2/3', '', true, 75, 3),
	(22, '{"largely": 1}', '2/3', '', true, 76, 3),
	(23, '{"largely": 1}', '2/3', '', true, 77, 3),
	(24, '{"largely": 1}', '2/3', '', true, 78, 3),
	(73, '{}', '', '', false, 71, 10),
	(74, '{}', '', '', false, 72, 10),
	(75, '{}', '', '', false, 73, 10),
	(76, '{}', '', '', false, 74, 10),
	(77, '{}', '', '', false, 75, 10),
	(78, '{}', '', '', false, 76, 10),
	(79, '{}', '', '', false, 77, 10),
	(80, '{}', '', '', false, 78, 10),
	(81, '{}', '', '', false, 71, 11),
	(82, '{}', '', '', false, 72, 11),
	(83, '{}', '', '', false, 73, 11),
	(84, '{}', '', '', false, 74, 11),
	(85, '{}', '', '', false, 75, 11),
	(86, '{}', '', '', false, 76, 11),
	(87, '{}', '', '', false, 77, 11),
	(88, '{}', '', '', false, 78, 11),
	(89, '{}', '', '', false, 71, 12),
	(90, '{}', '', '', false, 72, 12),
	(91, '{}', '', '', false, 73, 12),
	(92, '{}', '', '', false, 74, 12),
	(93, '{}', '', '', false, 75, 12),
	(94, '{}', '', '', false, 76, 12),
	(95, '{}', '', '', false, 77, 12),
	(96, '{}', '', '', false, 78, 12),
	(97, '{}', '', '', false, 71, 13),
	(98, '{}', '', '', false, 72, 13);
INSERT INTO public.surveys_criterionresult VALUES
	(99, '{}', '', '', false, 73, 13),
	(100, '{}', '', '', false, 74, 13),
	(101, '{}', '', '', false, 75, 13),
	(102, '{}', '', '', false, 76, 13),
	(103, '{}', '', '', false, 77, 13),
	(104, '{}', '', '', false, 78, 13),
	(105, '{"largely": 1}', '2/3', '', true, 71, 14),
	(106, '{"largely": 1}', '2/3', '', true, 72, 14),
	(107, '{"largely": 1}', '2/3', '', true, 73, 14),
	(108, '{"largely": 1}', '2/3', '', true, 74, 14),
	(109, '{"largely": 1}', '2/3', '', true, 75, 14),
	(110, '{"largely": 1}', '2/3', '', true, 76, 14),
	(111, '{"largely": 1}', '2/3', '', true, 77, 14),
	(112, '{"largely": 1}', '2/3', '', true, 78, 14),
	(129, '{}', '', '', false, 71, 17),
	(130, '{}', '', '', false, 72, 17),
	(131, '{}', '', '', false, 73, 17),
	(132, '{}', '', '', false, 74, 17),
	(133, '{}', '', '', false, 75, 17),
	(134, '{}', '', '', false, 76, 17),
	(135, '{}', '', '', false, 77, 17),
	(136, '{}', '', '', false, 78, 17);
INSERT INTO public.surveys_dimensionresult VALUES
	(1, 3, NULL, 3.00, '3', '', '[]', 8, 3, 1, 1),
	(2, 3, NULL, 3.00, '3', '', '[]', 9, 3, 1, 1),
	(3, 3, NULL, 3.00, '3', '', '[]', 10, 3, 1, 1),
	(4, 3, NULL, 3.00, '3', '', '[]', 11, 3, 1, 1),
	(5, 3, NULL, 3.00, '3', '', '[]', 8, 4, 1, 2),
	(6, 3, NULL, 3.00, '3', '', '[]', 9, 4, 1, 2),
	(7, 3, NULL, 3.00, '3', '', '[]', 10, 4, 1, 2),
	(8, 3, NULL, 3.00, '3', '', '[]', 11, 4, 1, 2),
	(9, 3, NULL, 3.00, '3', '', '[]', 8, 5, 1, 3),
	(10, 3, NULL, 3.00, '3', '', '[]', 9, 5, 1, 3),
	(11, 3, NULL, 3.00, '3', '', '[]', 10, 5, 1, 3),
	(12, 3, NULL, 3.00, '3', '', '[]', 11, 5, 1, 3),
	(37, NULL, NULL, NULL, '', '', '[]', 8, 3, 3, 10),
	(38, NULL, NULL, NULL, '', '', '[]', 9, 3, 3, 10),
	(39, NULL, NULL, NULL, '', '', '[]', 10, 3, 3, 10),
	(40, NULL, NULL, NULL, '', '', '[]', 11, 3, 3, 10),
	(41, NULL, NULL, NULL, '', '', '[]', 8, 4, 3, 11),
	(42, NULL, NULL, NULL, '', '', '[]', 9, 4, 3, 11),
	(43, NULL, NULL, NULL, '', '', '[]', 10, 4, 3, 11),
	(44, NULL, NULL, NULL, '', '', '[]', 11, 4, 3, 11),
	(45, NULL, NULL, NULL, '', '', '[]', 8, 5, 3, 12),
	(46, NULL, NULL, NULL, '', '', '[]', 9, 5, 3, 12),
	(47, NULL, NULL, NULL, '', '', '[]', 10, 5, 3, 12),
	(48, NULL, NULL, NULL, '', '', '[]', 11, 5, 3, 12),
	(49, NULL, NULL, NULL, '', '', '[]', 8, 5, 4, 13),
	(50, NULL, NULL, NULL, '', '', '[]', 9, 5, 4, 13),
	(51, NULL, NULL, NULL, '', '', '[]', 10, 5, 4, 13),
	(52, NULL, NULL, NULL, '', '', '[]', 11, 5, 4, 13),
	(53, 3, NULL, 3.00, '3', '', '[]', 8, 6, 5, 14),
	(54, 3, NULL, 3.00, '3', '', '[]', 9, 6, 5, 14),
	(55, 3, NULL, 3.00, '3', '', '[]', 10, 6, 5, 14),
	(56, 3, NULL, 3.00, '3', '', '[]', 11, 6, 5, 14),
	(65, NULL, NULL, NULL, '', '', '[]', 8, 6, 6, 17),
	(66, NULL, NULL, NULL, '', '', '[]', 9, 6, 6, 17),
	(67, NULL, NULL, NULL, '', '', '[]', 10, 6, 6, 17),
	(68, NULL, NULL, NULL, '', '', '[]', 11, 6, 6, 17);
INSERT INTO public.surveys_invitation VALUES
	(1, '', 'used', '4382f5f7028eebcee104ade916b1f27f4c746b80fa9f0226c6350f848afe7534', '2025-11-30 11:47:40.280136+00', NULL, 5, 1),
	(2, '', 'used', 'c2963fd1565902da0e1812ac7e1c51391d7c0cc33267fe2d819461f05a6f6032', '2025-11-30 11:47:40.280136+00', NULL, 10, 2),
	(3, '', 'used', 'c999d92dc541f8c31af75a1b7364b9aabbd24e01b43e70b43a33d2c5660424fd', '2025-11-30 11:47:40.280136+00', NULL, 11, 3),
	(5, '', 'issued', '119b15364f7113130aa7578b9a65235403677b9795f00470edaa7d9b3d911172', '2026-11-30 11:47:45.945204+00', NULL, 10, 7),
	(6, '', 'issued', 'c17957827b0a4fe53b7b7a07d957f07559c9e0b2b57587a8961ff4f3b5cd3253', '2026-11-30 11:47:46.003388+00', NULL, 11, 8),
	(4, '', 'opened', '4da159d49bececd7f830635bc8d7894d484936a7e1e1a2face18a8cbf56df32c', '2026-11-30 11:47:45.897963+00', NULL, 5, 6),
	(7, '', 'opened', '5da3f216345dfd8b482bc644005bf92881cc17ca21e1857a821b1d8791ff7654', '2026-11-30 11:47:46.229005+00', NULL, 11, 9),
	(8, '', 'used', '3e3c139dc30fa80ac735e02435329cc7151ef3d7c6c6f2c31a21c5f4248a0456', '2025-11-30 11:47:46.342757+00', NULL, 12, 10),
	(9, '', 'opened', '0ff2302f1e04336dbb9335a25b311701d38481b2a4e4e8722cc28d0129528116', '2026-11-30 11:47:46.921433+00', NULL, 12, 11);
INSERT INTO public.surveys_participation VALUES
	(1, 'CanaryPricing', 'Retail', 1, 3, 1),
	(2, 'CanaryChurn', 'Retail', 1, 4, 1),
	(3, 'CanaryFraud', 'Risk', 1, 5, 1),
	(4, 'CanaryPricing', 'Retail', 1, 3, 2),
	(5, 'CanaryFraud', 'Risk', 1, 5, 2),
	(8, 'CanaryFraud', 'Risk', 1, 5, 3),
	(7, 'CanaryChurn', 'Retail', 1, 4, 3),
	(6, 'CanaryPricing', 'Retail', 1, 3, 3),
	(9, 'CanaryFraud', 'Risk', 1, 5, 4),
	(10, 'CanaryLogistics', '', 1, 6, 5),
	(11, 'CanaryLogistics', '', 1, 6, 6),
	(12, 'CanaryLogistics', '', 1, 6, 7);
INSERT INTO public.surveys_response VALUES
	(1, 'team', 'submitted', '3-3AJ2vbV0kX09SLVWIOBg', 'key-1', '2025-11-30 11:47:40.280136+00', 1, 1, 5),
	(2, 'team', 'submitted', 'eFQQEMNKCsidjk_8geOzFA', 'key-2', '2025-11-30 11:47:40.280136+00', 2, 2, 10),
	(3, 'team', 'submitted', 'qd77EKb91TD6nw_ai85C2Q', 'key-3', '2025-11-30 11:47:40.280136+00', 3, 3, 11),
	(4, 'team', 'draft', 'GZGZSBgU6ByJyPmXuoeceQ', '', NULL, 4, 6, NULL),
	(5, 'team', 'draft', 'oIF8IW1_xqdkPS1RcZ-W3w', '', NULL, 7, 9, NULL),
	(6, 'team', 'submitted', 'gPXqQL_CTgDtPrhALlzFjw', 'key-6', '2025-11-30 11:47:46.342757+00', 8, 10, 12),
	(7, 'team', 'draft', 'PelQOlulXMq0kbR3TFPueQ', '', NULL, 9, 11, NULL);
INSERT INTO public.surveys_round VALUES
	(1, 'Spring', 'lead', 'closed', 5, '2025-11-30 11:47:40.280136+00', '2025-12-14 11:47:40.280136+00', 'America/Sao_Paulo', '2025-11-30 11:47:40.280136+00', '2025-11-30 11:47:40.280136+00', '', 1, 2, false),
	(2, 'CanaryDraft', 'lead', 'draft', 5, '2026-11-30 11:47:45.680919+00', '2026-12-14 11:47:45.679622+00', 'America/Sao_Paulo', NULL, NULL, '', 1, 2, false),
	(3, 'Autumn', 'lead', 'open', 5, '2026-11-30 11:47:45.746751+00', '2026-12-14 11:47:45.70634+00', 'America/Sao_Paulo', '2026-11-30 11:47:45.746751+00', NULL, '', 1, 2, false),
	(4, 'CanaryRisky', 'lead', 'open', 5, '2026-11-30 11:47:46.111469+00', '2026-12-14 11:47:46.074989+00', 'America/Sao_Paulo', '2026-11-30 11:47:46.111469+00', NULL, '', 1, 2, false),
	(5, 'CanaryForeign Spring', 'lead', 'closed', 5, '2025-11-30 11:47:46.342757+00', '2025-12-14 11:47:46.342757+00', 'UTC', '2025-11-30 11:47:46.342757+00', '2025-11-30 11:47:46.342757+00', '', 2, 2, false),
	(6, 'CanaryForeign Autumn', 'lead', 'open', 5, '2026-11-30 11:47:46.775696+00', '2026-12-14 11:47:46.743667+00', 'UTC', '2026-11-30 11:47:46.775696+00', NULL, '', 2, 2, false),
	(7, 'CanaryForeign Draft', 'lead', 'draft', 5, '2026-11-30 11:47:47.031712+00', '2026-12-14 11:47:47.026988+00', 'UTC', NULL, NULL, '', 2, 2, false);
INSERT INTO public.surveys_teamresult VALUES
	(1, 'complete', 3, 3, NULL, 3.00, '3', '[]', NULL, 0, 0, 0, '', 1, true, '2bc8a65b4ec2e9dc17bbd9c502914b6dd815dd4851b64e752d69c09e75508977', '2025-11-30 11:47:40.280136+00', 1, 1, 2),
	(2, 'complete', 3, 3, NULL, 3.00, '3', '[]', NULL, 0, 0, 0, '', 1, true, '2bc8a65b4ec2e9dc17bbd9c502914b6dd815dd4851b64e752d69c09e75508977', '2025-11-30 11:47:40.280136+00', 2, 1, 2),
	(3, 'complete', 3, 3, NULL, 3.00, '3', '[]', NULL, 0, 0, 0, '', 1, true, '2bc8a65b4ec2e9dc17bbd9c502914b6dd815dd4851b64e752d69c09e75508977', '2025-11-30 11:47:40.280136+00', 3, 1, 2),
	(10, 'no_data', NULL, NULL, NULL, NULL, '', '[]', NULL, 0, 0, 0, '', 0, false, '56de0db1e99cee1f51165eaba54632e75df8df22bc380bda40bdfe3ee94f168b', '2026-11-30 11:47:45.807642+00', 6, 3, 2),
	(11, 'no_data', NULL, NULL, NULL, NULL, '', '[]', NULL, 0, 0, 0, '', 0, false, '56de0db1e99cee1f51165eaba54632e75df8df22bc380bda40bdfe3ee94f168b', '2026-11-30 11:47:45.807642+00', 7, 3, 2),
	(12, 'no_data', NULL, NULL, NULL, NULL, '', '[]', NULL, 0, 0, 0, '', 0, false, '56de0db1e99cee1f51165eaba54632e75df8df22bc380bda40bdfe3ee94f168b', '2026-11-30 11:47:45.807642+00', 8, 3, 2),
	(13, 'no_data', NULL, NULL, NULL, NULL, '', '[]', NULL, 0, 0, 0, '', 0, false, '56de0db1e99cee1f51165eaba54632e75df8df22bc380bda40bdfe3ee94f168b', '2026-11-30 11:47:46.156546+00', 9, 4, 2),
	(14, 'complete', 3, 3, NULL, 3.00, '3', '[]', NULL, 0, 0, 0, '', 1, true, '2bc8a65b4ec2e9dc17bbd9c502914b6dd815dd4851b64e752d69c09e75508977', '2025-11-30 11:47:46.342757+00', 10, 5, 2),
	(17, 'no_data', NULL, NULL, NULL, NULL, '', '[]', NULL, 0, 0, 0, '', 0, false, '56de0db1e99cee1f51165eaba54632e75df8df22bc380bda40bdfe3ee94f168b', '2026-11-30 11:47:46.831011+00', 11, 6, 2);
INSERT INTO public.usersessions_usersession VALUES
	(1, '2026-11-30 11:47:48.276522+00', '192.0.2.1', '2026-11-30 11:47:48.276529+00', 'made-up', 'made-up', '{}', 1);
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 13, true);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 152, true);
SELECT pg_catalog.setval('public.core_outboxmessage_id_seq', 18, true);
SELECT pg_catalog.setval('public.core_sentform_id_seq', 1, true);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, true);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 38, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 61, true);
SELECT pg_catalog.setval('public.maturity_criterion_id_seq', 86, true);
SELECT pg_catalog.setval('public.maturity_dimension_id_seq', 15, true);
SELECT pg_catalog.setval('public.maturity_level_id_seq', 11, true);
SELECT pg_catalog.setval('public.maturity_maturitymodel_id_seq', 3, true);
SELECT pg_catalog.setval('public.maturity_modelversion_id_seq', 3, true);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, true);
SELECT pg_catalog.setval('public.organizations_auditevent_id_seq', 22, true);
SELECT pg_catalog.setval('public.organizations_label_id_seq', 4, true);
SELECT pg_catalog.setval('public.organizations_membership_id_seq', 13, true);
SELECT pg_catalog.setval('public.organizations_membershipoffer_id_seq', 2, true);
SELECT pg_catalog.setval('public.organizations_offerlink_id_seq', 1, true);
SELECT pg_catalog.setval('public.organizations_offermail_id_seq', 1, true);
SELECT pg_catalog.setval('public.organizations_organization_id_seq', 2, true);
SELECT pg_catalog.setval('public.organizations_rolegrant_id_seq', 13, true);
SELECT pg_catalog.setval('public.organizations_team_id_seq', 8, true);
SELECT pg_catalog.setval('public.organizations_team_labels_id_seq', 4, true);
SELECT pg_catalog.setval('public.organizations_user_id_seq', 13, true);
SELECT pg_catalog.setval('public.reports_export_id_seq', 2, true);
SELECT pg_catalog.setval('public.socialaccount_socialaccount_id_seq', 1, true);
SELECT pg_catalog.setval('public.socialaccount_socialapp_id_seq', 1, true);
SELECT pg_catalog.setval('public.socialaccount_socialtoken_id_seq', 1, true);
SELECT pg_catalog.setval('public.surveys_answer_id_seq', 56, true);
SELECT pg_catalog.setval('public.surveys_criterionresult_id_seq', 136, true);
SELECT pg_catalog.setval('public.surveys_dimensionresult_id_seq', 68, true);
SELECT pg_catalog.setval('public.surveys_invitation_id_seq', 9, true);
SELECT pg_catalog.setval('public.surveys_participation_id_seq', 12, true);
SELECT pg_catalog.setval('public.surveys_response_id_seq', 7, true);
SELECT pg_catalog.setval('public.surveys_round_id_seq', 7, true);
SELECT pg_catalog.setval('public.surveys_teamresult_id_seq', 17, true);
SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, true);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_answer
    ADD CONSTRAINT answer_unique UNIQUE (response_id, criterion_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_outboxmessage
    ADD CONSTRAINT core_outboxmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_sentform
    ADD CONSTRAINT core_sentform_fingerprint_key UNIQUE (fingerprint);
ALTER TABLE ONLY public.core_sentform
    ADD CONSTRAINT core_sentform_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.maturity_criterion
    ADD CONSTRAINT criterion_key_unique UNIQUE (version_id, key);
ALTER TABLE ONLY public.surveys_criterionresult
    ADD CONSTRAINT criterion_result_unique UNIQUE (team_result_id, criterion_id);
ALTER TABLE ONLY public.maturity_dimension
    ADD CONSTRAINT dimension_key_unique UNIQUE (version_id, key);
ALTER TABLE ONLY public.surveys_dimensionresult
    ADD CONSTRAINT dimension_result_unique UNIQUE (team_result_id, dimension_id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.organizations_rolegrant
    ADD CONSTRAINT grant_unique UNIQUE (membership_id, role, team_id);
ALTER TABLE ONLY public.surveys_invitation
    ADD CONSTRAINT invitation_once_per_person UNIQUE (participation_id, membership_id);
ALTER TABLE ONLY public.organizations_label
    ADD CONSTRAINT label_slug_unique UNIQUE (organization_id, slug);
ALTER TABLE ONLY public.maturity_level
    ADD CONSTRAINT level_number_unique UNIQUE (version_id, number);
ALTER TABLE ONLY public.maturity_criterion
    ADD CONSTRAINT maturity_criterion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.maturity_dimension
    ADD CONSTRAINT maturity_dimension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.maturity_level
    ADD CONSTRAINT maturity_level_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.maturity_maturitymodel
    ADD CONSTRAINT maturity_maturitymodel_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.maturity_modelversion
    ADD CONSTRAINT maturity_modelversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_membership
    ADD CONSTRAINT membership_unique UNIQUE (user_id, organization_id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.maturity_maturitymodel
    ADD CONSTRAINT model_key_unique UNIQUE (owner_id, key);
ALTER TABLE ONLY public.organizations_auditevent
    ADD CONSTRAINT organizations_auditevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_label
    ADD CONSTRAINT organizations_label_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_membership
    ADD CONSTRAINT organizations_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_membershipoffer
    ADD CONSTRAINT organizations_membershipoffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_offerlink
    ADD CONSTRAINT organizations_offerlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_offerlink
    ADD CONSTRAINT organizations_offerlink_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.organizations_offermail
    ADD CONSTRAINT organizations_offermail_key_key UNIQUE (key);
ALTER TABLE ONLY public.organizations_offermail
    ADD CONSTRAINT organizations_offermail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_organization
    ADD CONSTRAINT organizations_organization_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_organization
    ADD CONSTRAINT organizations_organization_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.organizations_rolegrant
    ADD CONSTRAINT organizations_rolegrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_team_labels
    ADD CONSTRAINT organizations_team_labels_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_team_labels
    ADD CONSTRAINT organizations_team_labels_team_id_label_id_10ecadce_uniq UNIQUE (team_id, label_id);
ALTER TABLE ONLY public.organizations_team
    ADD CONSTRAINT organizations_team_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_user
    ADD CONSTRAINT organizations_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.organizations_user
    ADD CONSTRAINT organizations_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT participation_unique UNIQUE (round_id, team_id);
ALTER TABLE ONLY public.reports_export
    ADD CONSTRAINT reports_export_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT response_seat_unique UNIQUE (participation_id, seat);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);
ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_answer
    ADD CONSTRAINT surveys_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_criterionresult
    ADD CONSTRAINT surveys_criterionresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_dimensionresult
    ADD CONSTRAINT surveys_dimensionresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_invitation
    ADD CONSTRAINT surveys_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_invitation
    ADD CONSTRAINT surveys_invitation_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT surveys_participation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT surveys_response_invitation_id_key UNIQUE (invitation_id);
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT surveys_response_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT surveys_response_public_id_key UNIQUE (public_id);
ALTER TABLE ONLY public.surveys_round
    ADD CONSTRAINT surveys_round_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_teamresult
    ADD CONSTRAINT surveys_teamresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_teamresult
    ADD CONSTRAINT team_result_unique UNIQUE (participation_id, version_id);
ALTER TABLE ONLY public.organizations_team
    ADD CONSTRAINT team_slug_unique UNIQUE (organization_id, slug);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
ALTER TABLE ONLY public.maturity_modelversion
    ADD CONSTRAINT version_number_unique UNIQUE (model_id, number);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX audit_by_actor ON public.organizations_auditevent USING btree (organization_id, actor_id, at DESC, id DESC);
CREATE INDEX audit_by_kind ON public.organizations_auditevent USING btree (organization_id, kind, at DESC, id DESC);
CREATE INDEX audit_by_object ON public.organizations_auditevent USING btree (object_type, object_id);
CREATE INDEX audit_by_person ON public.organizations_auditevent USING btree (organization_id, person_id, at DESC, id DESC);
CREATE INDEX audit_by_time ON public.organizations_auditevent USING btree (organization_id, at DESC, id DESC);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX core_sentform_fingerprint_4fc0270f_like ON public.core_sentform USING btree (fingerprint varchar_pattern_ops);
CREATE INDEX core_sentform_sent_at_b67009b8 ON public.core_sentform USING btree (sent_at);
CREATE INDEX criterion_cell ON public.maturity_criterion USING btree (version_id, dimension_id, level_id);
CREATE INDEX dimension_result_by_round ON public.surveys_dimensionresult USING btree (round_id, dimension_id);
CREATE INDEX dimension_result_by_team ON public.surveys_dimensionresult USING btree (team_id, dimension_id);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX export_due ON public.reports_export USING btree (state, expires_at);
CREATE UNIQUE INDEX export_one_at_a_time ON public.reports_export USING btree (organization_id) WHERE ((state)::text = 'queued'::text);
CREATE UNIQUE INDEX grant_unique_without_team ON public.organizations_rolegrant USING btree (membership_id, role) WHERE (team_id IS NULL);
CREATE INDEX maturity_criterion_dimension_id_e600d8c7 ON public.maturity_criterion USING btree (dimension_id);
CREATE INDEX maturity_criterion_level_id_d719e40d ON public.maturity_criterion USING btree (level_id);
CREATE INDEX maturity_criterion_version_id_8f5742ed ON public.maturity_criterion USING btree (version_id);
CREATE INDEX maturity_dimension_version_id_0aaa6929 ON public.maturity_dimension USING btree (version_id);
CREATE INDEX maturity_level_version_id_0d174931 ON public.maturity_level USING btree (version_id);
CREATE INDEX maturity_maturitymodel_owner_id_b794832b ON public.maturity_maturitymodel USING btree (owner_id);
CREATE INDEX maturity_modelversion_model_id_d207d088 ON public.maturity_modelversion USING btree (model_id);
CREATE INDEX maturity_modelversion_published_by_id_69fe328a ON public.maturity_modelversion USING btree (published_by_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE UNIQUE INDEX model_key_unique_built_in ON public.maturity_maturitymodel USING btree (key) WHERE (owner_id IS NULL);
CREATE INDEX offer_by_address ON public.organizations_membershipoffer USING btree (email) WHERE ((state)::text = 'open'::text);
CREATE INDEX offer_by_end ON public.organizations_membershipoffer USING btree (expires_at) WHERE ((state)::text = 'open'::text);
CREATE INDEX offer_by_time ON public.organizations_membershipoffer USING btree (organization_id, made_at DESC);
CREATE INDEX offer_mail_by_address ON public.organizations_offermail USING btree (organization_id, email);
CREATE INDEX offer_mail_by_day ON public.organizations_offermail USING btree (organization_id, due_at);
CREATE INDEX offer_mail_due ON public.organizations_offermail USING btree (due_at) WHERE (handed_out_at IS NULL);
CREATE UNIQUE INDEX offer_open_once ON public.organizations_membershipoffer USING btree (organization_id, email, role, team_id) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX offer_open_once_without_team ON public.organizations_membershipoffer USING btree (organization_id, email, role) WHERE (((state)::text = 'open'::text) AND (team_id IS NULL));
CREATE INDEX organizations_auditevent_actor_id_86d6fcf6 ON public.organizations_auditevent USING btree (actor_id);
CREATE INDEX organizations_auditevent_organization_id_64c61961 ON public.organizations_auditevent USING btree (organization_id);
CREATE INDEX organizations_auditevent_person_id_20d5ba98 ON public.organizations_auditevent USING btree (person_id);
CREATE INDEX organizations_label_organization_id_d9f70fc9 ON public.organizations_label USING btree (organization_id);
CREATE INDEX organizations_label_slug_aec8dc4b ON public.organizations_label USING btree (slug);
CREATE INDEX organizations_label_slug_aec8dc4b_like ON public.organizations_label USING btree (slug varchar_pattern_ops);
CREATE INDEX organizations_membership_organization_id_6889aa64 ON public.organizations_membership USING btree (organization_id);
CREATE INDEX organizations_membership_user_id_a8e72055 ON public.organizations_membership USING btree (user_id);
CREATE INDEX organizations_membershipoffer_made_by_id_bc72b2eb ON public.organizations_membershipoffer USING btree (made_by_id);
CREATE INDEX organizations_membershipoffer_membership_id_1852d210 ON public.organizations_membershipoffer USING btree (membership_id);
CREATE INDEX organizations_membershipoffer_organization_id_2b70288d ON public.organizations_membershipoffer USING btree (organization_id);
CREATE INDEX organizations_membershipoffer_team_id_4e0adc7f ON public.organizations_membershipoffer USING btree (team_id);
CREATE INDEX organizations_offerlink_mail_id_18e6084f ON public.organizations_offerlink USING btree (mail_id);
CREATE INDEX organizations_offerlink_token_hash_69194dd5_like ON public.organizations_offerlink USING btree (token_hash varchar_pattern_ops);
CREATE INDEX organizations_offermail_key_4064cb9b_like ON public.organizations_offermail USING btree (key varchar_pattern_ops);
CREATE INDEX organizations_offermail_organization_id_662530f3 ON public.organizations_offermail USING btree (organization_id);
CREATE INDEX organizations_organization_slug_e36fd8f9_like ON public.organizations_organization USING btree (slug varchar_pattern_ops);
CREATE INDEX organizations_rolegrant_membership_id_1c9b170b ON public.organizations_rolegrant USING btree (membership_id);
CREATE INDEX organizations_rolegrant_team_id_b58f46cf ON public.organizations_rolegrant USING btree (team_id);
CREATE INDEX organizations_team_labels_label_id_3a6e2c0b ON public.organizations_team_labels USING btree (label_id);
CREATE INDEX organizations_team_labels_team_id_d7c54889 ON public.organizations_team_labels USING btree (team_id);
CREATE INDEX organizations_team_merged_into_id_d6ce970c ON public.organizations_team USING btree (merged_into_id);
CREATE INDEX organizations_team_organization_id_beeec88b ON public.organizations_team USING btree (organization_id);
CREATE INDEX organizations_team_parent_id_c4407772 ON public.organizations_team USING btree (parent_id);
CREATE INDEX organizations_team_slug_d27e8ddf ON public.organizations_team USING btree (slug);
CREATE INDEX organizations_team_slug_d27e8ddf_like ON public.organizations_team USING btree (slug varchar_pattern_ops);
CREATE INDEX organizations_user_email_0af6d61d_like ON public.organizations_user USING btree (email varchar_pattern_ops);
CREATE INDEX outbox_due ON public.core_outboxmessage USING btree (due_at) WHERE ((state)::text = 'queued'::text);
CREATE INDEX reports_export_asked_by_id_2fe8883c ON public.reports_export USING btree (asked_by_id);
CREATE INDEX reports_export_organization_id_3e8c1f7a ON public.reports_export USING btree (organization_id);
CREATE INDEX round_by_state ON public.surveys_round USING btree (organization_id, state);
CREATE INDEX round_due ON public.surveys_round USING btree (state, closes_at);
CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);
CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);
CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);
CREATE INDEX surveys_answer_criterion_id_6175597f ON public.surveys_answer USING btree (criterion_id);
CREATE INDEX surveys_answer_response_id_5416c873 ON public.surveys_answer USING btree (response_id);
CREATE INDEX surveys_criterionresult_criterion_id_cc311e6f ON public.surveys_criterionresult USING btree (criterion_id);
CREATE INDEX surveys_criterionresult_team_result_id_17f3d9e3 ON public.surveys_criterionresult USING btree (team_result_id);
CREATE INDEX surveys_dimensionresult_dimension_id_b1af1015 ON public.surveys_dimensionresult USING btree (dimension_id);
CREATE INDEX surveys_dimensionresult_round_id_4c818c33 ON public.surveys_dimensionresult USING btree (round_id);
CREATE INDEX surveys_dimensionresult_team_id_7e726252 ON public.surveys_dimensionresult USING btree (team_id);
CREATE INDEX surveys_dimensionresult_team_result_id_58391931 ON public.surveys_dimensionresult USING btree (team_result_id);
CREATE INDEX surveys_invitation_membership_id_ff6b02de ON public.surveys_invitation USING btree (membership_id);
CREATE INDEX surveys_invitation_participation_id_bb263904 ON public.surveys_invitation USING btree (participation_id);
CREATE INDEX surveys_invitation_token_hash_d83d6826_like ON public.surveys_invitation USING btree (token_hash varchar_pattern_ops);
CREATE INDEX surveys_participation_round_id_2021951e ON public.surveys_participation USING btree (round_id);
CREATE INDEX surveys_participation_team_id_37120ced ON public.surveys_participation USING btree (team_id);
CREATE INDEX surveys_response_participation_id_52f9c056 ON public.surveys_response USING btree (participation_id);
CREATE INDEX surveys_response_public_id_0046a211_like ON public.surveys_response USING btree (public_id varchar_pattern_ops);
CREATE INDEX surveys_response_submitted_by_id_e0b3d72a ON public.surveys_response USING btree (submitted_by_id);
CREATE INDEX surveys_round_organization_id_3889add7 ON public.surveys_round USING btree (organization_id);
CREATE INDEX surveys_round_version_id_c6e15c54 ON public.surveys_round USING btree (version_id);
CREATE INDEX surveys_teamresult_participation_id_9934d0bf ON public.surveys_teamresult USING btree (participation_id);
CREATE INDEX surveys_teamresult_round_id_18ff4828 ON public.surveys_teamresult USING btree (round_id);
CREATE INDEX surveys_teamresult_version_id_ca56abcc ON public.surveys_teamresult USING btree (version_id);
CREATE UNIQUE INDEX team_external_key_unique ON public.organizations_team USING btree (organization_id, external_key) WHERE (NOT ((external_key)::text = ''::text));
CREATE INDEX team_result_by_round ON public.surveys_teamresult USING btree (round_id, version_id);
CREATE INDEX team_tree ON public.organizations_team USING btree (organization_id, parent_id);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE UNIQUE INDEX user_email_unique ON public.organizations_user USING btree (lower((email)::text));
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE UNIQUE INDEX version_one_draft ON public.maturity_modelversion USING btree (model_id) WHERE ((state)::text = 'draft'::text);
CREATE TRIGGER maturity_criterion_guard BEFORE INSERT OR DELETE OR UPDATE ON public.maturity_criterion FOR EACH ROW EXECUTE FUNCTION public.maturity_guard_part('criterion_count');
CREATE TRIGGER maturity_dimension_guard BEFORE INSERT OR DELETE OR UPDATE ON public.maturity_dimension FOR EACH ROW EXECUTE FUNCTION public.maturity_guard_part('dimension_count');
CREATE TRIGGER maturity_level_guard BEFORE INSERT OR DELETE OR UPDATE ON public.maturity_level FOR EACH ROW EXECUTE FUNCTION public.maturity_guard_part('level_count');
CREATE TRIGGER maturity_maturitymodel_guard BEFORE UPDATE ON public.maturity_maturitymodel FOR EACH ROW EXECUTE FUNCTION public.maturity_guard_model();
CREATE TRIGGER maturity_modelversion_guard BEFORE DELETE OR UPDATE ON public.maturity_modelversion FOR EACH ROW EXECUTE FUNCTION public.maturity_guard_version();
CREATE TRIGGER organizations_auditevent_guard BEFORE DELETE OR UPDATE ON public.organizations_auditevent FOR EACH ROW EXECUTE FUNCTION public.organizations_guard_trail();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_organizations_user_id FOREIGN KEY (user_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_organizations_user_id FOREIGN KEY (user_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_criterion
    ADD CONSTRAINT maturity_criterion_dimension_id_e600d8c7_fk_maturity_ FOREIGN KEY (dimension_id) REFERENCES public.maturity_dimension(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_criterion
    ADD CONSTRAINT maturity_criterion_level_id_d719e40d_fk_maturity_level_id FOREIGN KEY (level_id) REFERENCES public.maturity_level(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_criterion
    ADD CONSTRAINT maturity_criterion_version_id_8f5742ed_fk_maturity_ FOREIGN KEY (version_id) REFERENCES public.maturity_modelversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_dimension
    ADD CONSTRAINT maturity_dimension_version_id_0aaa6929_fk_maturity_ FOREIGN KEY (version_id) REFERENCES public.maturity_modelversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_level
    ADD CONSTRAINT maturity_level_version_id_0d174931_fk_maturity_modelversion_id FOREIGN KEY (version_id) REFERENCES public.maturity_modelversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_maturitymodel
    ADD CONSTRAINT maturity_maturitymod_owner_id_b794832b_fk_organizat FOREIGN KEY (owner_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_modelversion
    ADD CONSTRAINT maturity_modelversio_model_id_d207d088_fk_maturity_ FOREIGN KEY (model_id) REFERENCES public.maturity_maturitymodel(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.maturity_modelversion
    ADD CONSTRAINT maturity_modelversio_published_by_id_69fe328a_fk_organizat FOREIGN KEY (published_by_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_organizations_user_id FOREIGN KEY (user_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_auditevent
    ADD CONSTRAINT organizations_audite_actor_id_86d6fcf6_fk_organizat FOREIGN KEY (actor_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_auditevent
    ADD CONSTRAINT organizations_audite_organization_id_64c61961_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_auditevent
    ADD CONSTRAINT organizations_audite_person_id_20d5ba98_fk_organizat FOREIGN KEY (person_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_label
    ADD CONSTRAINT organizations_label_organization_id_d9f70fc9_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_membershipoffer
    ADD CONSTRAINT organizations_member_made_by_id_bc72b2eb_fk_organizat FOREIGN KEY (made_by_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_membershipoffer
    ADD CONSTRAINT organizations_member_membership_id_1852d210_fk_organizat FOREIGN KEY (membership_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_membershipoffer
    ADD CONSTRAINT organizations_member_organization_id_2b70288d_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_membership
    ADD CONSTRAINT organizations_member_organization_id_6889aa64_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_membershipoffer
    ADD CONSTRAINT organizations_member_team_id_4e0adc7f_fk_organizat FOREIGN KEY (team_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_membership
    ADD CONSTRAINT organizations_member_user_id_a8e72055_fk_organizat FOREIGN KEY (user_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_offerlink
    ADD CONSTRAINT organizations_offerl_mail_id_18e6084f_fk_organizat FOREIGN KEY (mail_id) REFERENCES public.organizations_offermail(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_offermail
    ADD CONSTRAINT organizations_offerm_organization_id_662530f3_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_rolegrant
    ADD CONSTRAINT organizations_rolegr_membership_id_1c9b170b_fk_organizat FOREIGN KEY (membership_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_rolegrant
    ADD CONSTRAINT organizations_rolegr_team_id_b58f46cf_fk_organizat FOREIGN KEY (team_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_team_labels
    ADD CONSTRAINT organizations_team_l_label_id_3a6e2c0b_fk_organizat FOREIGN KEY (label_id) REFERENCES public.organizations_label(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_team_labels
    ADD CONSTRAINT organizations_team_l_team_id_d7c54889_fk_organizat FOREIGN KEY (team_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_team
    ADD CONSTRAINT organizations_team_merged_into_id_d6ce970c_fk_organizat FOREIGN KEY (merged_into_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_team
    ADD CONSTRAINT organizations_team_organization_id_beeec88b_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_team
    ADD CONSTRAINT organizations_team_parent_id_c4407772_fk_organizations_team_id FOREIGN KEY (parent_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_export
    ADD CONSTRAINT reports_export_asked_by_id_2fe8883c_fk_organizat FOREIGN KEY (asked_by_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_export
    ADD CONSTRAINT reports_export_organization_id_3e8c1f7a_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_organizat FOREIGN KEY (user_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_answer
    ADD CONSTRAINT surveys_answer_criterion_id_6175597f_fk_maturity_criterion_id FOREIGN KEY (criterion_id) REFERENCES public.maturity_criterion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_answer
    ADD CONSTRAINT surveys_answer_response_id_5416c873_fk_surveys_response_id FOREIGN KEY (response_id) REFERENCES public.surveys_response(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_criterionresult
    ADD CONSTRAINT surveys_criterionres_criterion_id_cc311e6f_fk_maturity_ FOREIGN KEY (criterion_id) REFERENCES public.maturity_criterion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_criterionresult
    ADD CONSTRAINT surveys_criterionres_team_result_id_17f3d9e3_fk_surveys_t FOREIGN KEY (team_result_id) REFERENCES public.surveys_teamresult(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_dimensionresult
    ADD CONSTRAINT surveys_dimensionres_dimension_id_b1af1015_fk_maturity_ FOREIGN KEY (dimension_id) REFERENCES public.maturity_dimension(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_dimensionresult
    ADD CONSTRAINT surveys_dimensionres_team_id_7e726252_fk_organizat FOREIGN KEY (team_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_dimensionresult
    ADD CONSTRAINT surveys_dimensionres_team_result_id_58391931_fk_surveys_t FOREIGN KEY (team_result_id) REFERENCES public.surveys_teamresult(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_dimensionresult
    ADD CONSTRAINT surveys_dimensionresult_round_id_4c818c33_fk_surveys_round_id FOREIGN KEY (round_id) REFERENCES public.surveys_round(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_invitation
    ADD CONSTRAINT surveys_invitation_membership_id_ff6b02de_fk_organizat FOREIGN KEY (membership_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_invitation
    ADD CONSTRAINT surveys_invitation_participation_id_bb263904_fk_surveys_p FOREIGN KEY (participation_id) REFERENCES public.surveys_participation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT surveys_participation_round_id_2021951e_fk_surveys_round_id FOREIGN KEY (round_id) REFERENCES public.surveys_round(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT surveys_participation_team_id_37120ced_fk_organizations_team_id FOREIGN KEY (team_id) REFERENCES public.organizations_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT surveys_response_invitation_id_c0a80e9e_fk_surveys_i FOREIGN KEY (invitation_id) REFERENCES public.surveys_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT surveys_response_participation_id_52f9c056_fk_surveys_p FOREIGN KEY (participation_id) REFERENCES public.surveys_participation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_response
    ADD CONSTRAINT surveys_response_submitted_by_id_e0b3d72a_fk_organizat FOREIGN KEY (submitted_by_id) REFERENCES public.organizations_membership(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_round
    ADD CONSTRAINT surveys_round_organization_id_3889add7_fk_organizat FOREIGN KEY (organization_id) REFERENCES public.organizations_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_round
    ADD CONSTRAINT surveys_round_version_id_c6e15c54_fk_maturity_modelversion_id FOREIGN KEY (version_id) REFERENCES public.maturity_modelversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_teamresult
    ADD CONSTRAINT surveys_teamresult_participation_id_9934d0bf_fk_surveys_p FOREIGN KEY (participation_id) REFERENCES public.surveys_participation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_teamresult
    ADD CONSTRAINT surveys_teamresult_round_id_18ff4828_fk_surveys_round_id FOREIGN KEY (round_id) REFERENCES public.surveys_round(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_teamresult
    ADD CONSTRAINT surveys_teamresult_version_id_ca56abcc_fk_maturity_ FOREIGN KEY (version_id) REFERENCES public.maturity_modelversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_userses_user_id_af5e0a6d_fk_organizat FOREIGN KEY (user_id) REFERENCES public.organizations_user(id) DEFERRABLE INITIALLY DEFERRED;
