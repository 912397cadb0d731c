# syntax=docker/dockerfile:1
#
#   docker build -t druppel .
#   docker run --init --stop-timeout 30 -p 127.0.0.1:3000:3000 -v druppel:/data druppel
#
# Compilers stay in the stages that need them; what runs is Node, the compiled program and its libraries, as a user who
# may write to /data and nowhere else.

FROM node:20-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json ./

# --- the libraries that run; better-sqlite3 is compiled here, for this very Debian and Node ---------------------------
FROM base AS libraries
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
# Install scripts stay off, but for the two that build what the program needs.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && npm rebuild better-sqlite3 msgpackr-extract \
 && npm cache clean --force

# --- the program, compiled; needs TypeScript, which is not shipped ----------------------------------------------------
FROM base AS program
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json build.mjs ./
COPY src src
COPY bench bench
RUN npm run build

# --- what runs --------------------------------------------------------------------------------------------------------
FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=libraries /app/node_modules node_modules
COPY --from=program /app/dist/src dist/src
# Migrations lie beside their tables in src/, and source maps point there.
COPY package.json ./
COPY src src
COPY templates templates
COPY campaigns campaigns
RUN ln -s /app/dist/src/cli/main.js /usr/local/bin/druppel \
 && install --directory --owner=node --group=node --mode=0750 /data

# Inside a container, 127.0.0.1 is reachable by nobody; whoever publishes the port decides who may come in.
# One folder holds all that changes: the SQLite file, and the send journal beside it.
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    HOST=0.0.0.0 \
    PORT=3000 \
    WORKSPACE=/app \
    DATABASE_URL=file:/data/druppel.db

VOLUME /data
EXPOSE 3000
USER node

# Alive, not ready: a database or relay that is away for a while is no reason to kill a process that waits for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# Node gets SIGTERM itself (no shell between): it stops claiming, lets mails under way end, and exits.
STOPSIGNAL SIGTERM
ENTRYPOINT ["druppel"]
CMD ["start"]
