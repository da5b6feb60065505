# syntax=docker/dockerfile:1

# The design system comes from npm during the build of the web project; Node itself stays out of the final image.
FROM node:22.17.0-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
ENV CI=true

COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/ElectorPortal.Domain/*.csproj src/ElectorPortal.Domain/packages.lock.json src/ElectorPortal.Domain/
COPY src/ElectorPortal.Web/*.csproj src/ElectorPortal.Web/*.targets src/ElectorPortal.Web/packages.lock.json src/ElectorPortal.Web/
RUN dotnet restore src/ElectorPortal.Web --runtime linux-x64

COPY src src
RUN dotnet publish src/ElectorPortal.Web --no-restore --configuration Release --runtime linux-x64 --no-self-contained --output /portal

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble
WORKDIR /portal
COPY --from=build /portal ./
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
# The account that the image brings, without rights over the program's own files.
USER $APP_UID
ENTRYPOINT ["dotnet", "ElectorPortal.Web.dll"]
