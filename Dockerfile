# The server's program, and the Monte Carlo sample beside it.
#
#   docker build -t objectserver .
#   docker build -t objectserver --build-arg GRPC_PACKAGES=own .     where the package feed lacks two gRPC packages (eng/grpc/README.md)
#
# Classes of your own: FROM objectserver, COPY their assemblies, and name them by ENV OBJECTSERVER_LOAD, as the stage montecarlo-server does.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS source
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
ARG GRPC_PACKAGES=feed
WORKDIR /source
COPY . .

FROM source AS build
RUN dotnet publish src/ObjectServer -c Release -o /app -p:GrpcPackages=${GRPC_PACKAGES}

FROM source AS montecarlo-build
RUN dotnet publish samples/MonteCarlo -c Release -o /app -p:GrpcPackages=${GRPC_PACKAGES}

# The sample, as a client: docker build --target montecarlo .
FROM ${RUNTIME_IMAGE} AS montecarlo
WORKDIR /app
COPY --from=montecarlo-build /app .
USER 1654:1654
ENTRYPOINT ["dotnet", "MonteCarlo.dll"]

FROM ${RUNTIME_IMAGE} AS server
WORKDIR /app
COPY --from=build /app .
# Nobody's: nothing of the image can be written by it. Writable are /tmp, for the socket, and /dev/shm, for shared memory.
USER 1654:1654
EXPOSE 5080
# Asks at the address that the same environment gives: settings of a container belong into its environment, not behind its entry point.
HEALTHCHECK --interval=10s --timeout=12s --start-period=30s --retries=3 CMD ["dotnet", "ObjectServer.dll", "--healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "ObjectServer.dll"]

# The server with the sample's classes: docker build --target montecarlo-server .
FROM server AS montecarlo-server
COPY --from=montecarlo-build /app /objects
ENV OBJECTSERVER_LOAD=/objects/MonteCarlo.dll

# What is built when nobody says otherwise.
FROM server
