# The whole server in one image. The media worker is mediasoup's prebuilt one; where that cannot be downloaded, npm ci builds it.
FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts && npm rebuild mediasoup --foreground-scripts
COPY tsconfig.json ./
COPY shared shared
COPY client client
RUN npx vite build -c client/vite.config.ts && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY shared shared
COPY server server
COPY docs/protocol/schema.json docs/protocol/
USER node
EXPOSE 3000 40000-40003/tcp 40000-40003/udp
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
