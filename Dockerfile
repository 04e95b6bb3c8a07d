# docker build -t brief . && docker run --rm -v "$PWD:/work" brief build
FROM debian:trixie-slim
RUN apt-get update && apt-get install --yes --no-install-recommends python3 make
COPY . /opt/brief
RUN make -C /opt/brief .venv/ready
WORKDIR /work
ENTRYPOINT ["/opt/brief/.venv/bin/brief"]
