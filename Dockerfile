# Patamar: one image for web, worker and beat; the command says which.
FROM python:3.11-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/patamar
COPY requirements.txt requirements-uv.txt ./
RUN python -m venv /srv/uv \
    && /srv/uv/bin/pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
    && python -m venv --without-pip /srv/venv \
    && /srv/uv/bin/uv pip install --no-cache --compile-bytecode --require-hashes \
        -p /srv/venv/bin/python -r requirements.txt
COPY . .
# Hashed and compressed files, and the translations. No value given here reaches the running product.
RUN PATAMAR_MODE=production DATABASE_URL=sqlite:////tmp/none.sqlite3 \
    PATAMAR_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    sh -c '/srv/venv/bin/python manage.py collectstatic --noinput && /srv/venv/bin/python manage.py compile_messages'

FROM python:3.11-slim-bookworm
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PATAMAR_BIND=0.0.0.0:8000 \
    PATAMAR_DATA_DIR=/srv/data
# pg_dump and pg_restore for `manage.py backup`: of the same major version as the database of the compose file.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-15=15.* \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin patamar \
    && install -d -o patamar /srv/data
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/patamar /srv/patamar
WORKDIR /srv/patamar
USER 10001
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "core.probe"]
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
