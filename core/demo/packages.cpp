// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"

namespace lotse::demo {

namespace {

const QList<Package> Base{
    {"libc6", "2.36-9+deb12u3", "2.36-9+deb12u9", "deb", "LGPL-2.1-or-later"},
    {"libssl3", "3.0.11-1~deb12u2", "3.0.15-1~deb12u1", "deb", "Apache-2.0"},
    {"openssl", "3.0.11-1~deb12u2", "3.0.15-1~deb12u1", "deb", "Apache-2.0"},
    {"curl", "7.88.1-10+deb12u4", "7.88.1-10+deb12u8", "deb", "curl"},
    {"libcurl4", "7.88.1-10+deb12u4", "7.88.1-10+deb12u8", "deb", "curl"},
    {"zlib1g", "1:1.2.13.dfsg-1", "1:1.3.dfsg-3.1", "deb", "Zlib"},
    {"libxml2", "2.9.14+dfsg-1.3~deb12u1", "2.9.14+dfsg-1.3~deb12u2", "deb", "MIT"},
    {"libexpat1", "2.5.0-1", "2.5.0-1+deb12u1", "deb", "MIT"},
    {"libgnutls30", "3.7.9-2", "3.7.9-2+deb12u3", "deb", "LGPL-2.1-or-later"},
    {"libsqlite3-0", "3.40.1-2", "3.40.1-2+deb12u1", "deb", "blessing"},
    {"perl-base", "5.36.0-7", "5.36.0-7+deb12u1", "deb", "Artistic-2.0"},
    {"libpcre2-8-0", "10.42-1", "10.42-1+deb12u1", "deb", "BSD-3-Clause"},
    {"tar", "1.34+dfsg-1.2", "1.34+dfsg-1.2+deb12u1", "deb", "GPL-3.0-or-later"},
    {"bash", "5.2.15-2+b2", "5.2.15-2+b7", "deb", "GPL-3.0-or-later"},
    {"util-linux", "2.38.1-5+b1", "2.38.1-5+deb12u1", "deb", "GPL-2.0-or-later"},
    {"libsystemd0", "252.17-1~deb12u1", "252.23-1~deb12u1", "deb", "LGPL-2.1-or-later"},
    {"libudev1", "252.17-1~deb12u1", "252.23-1~deb12u1", "deb", "LGPL-2.1-or-later"},
    {"libgcrypt20", "1.10.1-3", "1.10.3-1", "deb", "LGPL-2.1-or-later"},
    {"libtiff6", "4.5.0-6", "4.5.0-6+deb12u1", "deb", "libtiff"},
    {"libwebp7", "1.2.4-0.2", "1.2.4-0.2+deb12u1", "deb", "BSD-3-Clause"},
    {"libfreetype6", "2.12.1+dfsg-5", "2.12.1+dfsg-5+deb12u3", "deb", "FTL"},
    {"libjpeg62-turbo", "1:2.1.5-2", "1:2.1.5-2+deb12u1", "deb", "BSD-3-Clause"},
    {"libpng16-16", "1.6.39-2", "1.6.40-2", "deb", "libpng-2.0"},
    {"libkrb5-3", "1.20.1-2+deb12u1", "1.20.1-2+deb12u2", "deb", "MIT"},
    {"libldap-2.5-0", "2.5.13+dfsg-5", "2.5.18+dfsg-1", "deb", "OLDAP-2.8"},
    {"libnghttp2-14", "1.52.0-1", "1.52.0-1+deb12u2", "deb", "MIT"},
    {"openssh-client", "1:9.2p1-2+deb12u1", "1:9.2p1-2+deb12u3", "deb", "BSD-2-Clause"},
    {"gpgv", "2.2.40-1.1", "2.2.40-1.1+deb12u1", "deb", "GPL-3.0-or-later"},
    {"ncurses-base", "6.4-4", "6.4-4+deb12u1", "deb", "X11"},
    {"coreutils", "9.1-1", "9.4-1", "deb", "GPL-3.0-or-later"},
    {"login", "1:4.13+dfsg1-1+b1", "1:4.15.2-1", "deb", "BSD-3-Clause"},
    {"liblzma5", "5.4.1-0.2", "5.4.5-0.3", "deb", "0BSD"},
    {"libzstd1", "1.5.4+dfsg2-5", "1.5.5+dfsg2-1", "deb", "BSD-3-Clause"},
    {"git", "1:2.39.2-1.1", "1:2.39.5-0+deb12u1", "deb", "GPL-2.0-only"},
};

const QList<Package> Languages[] = {
    {
        {"axios", "1.5.0", "1.6.0", "npm", "MIT"},
        {"braces", "3.0.2", "3.0.3", "npm", "MIT"},
        {"express", "4.18.2", "4.19.2", "npm", "MIT"},
        {"follow-redirects", "1.15.2", "1.15.6", "npm", "MIT"},
        {"ip", "2.0.0", "2.0.1", "npm", "MIT"},
        {"json5", "2.2.1", "2.2.2", "npm", "MIT"},
        {"lodash", "4.17.20", "4.17.21", "npm", "MIT"},
        {"minimist", "1.2.5", "1.2.6", "npm", "MIT"},
        {"semver", "7.3.8", "7.5.2", "npm", "ISC"},
        {"tough-cookie", "4.1.2", "4.1.3", "npm", "BSD-3-Clause"},
        {"undici", "5.22.1", "5.26.2", "npm", "MIT"},
        {"word-wrap", "1.2.3", "1.2.4", "npm", "MIT"},
        {"ws", "8.13.0", "8.17.1", "npm", "MIT"},
    },
    {
        {"ch.qos.logback:logback-classic", "1.2.11", "1.2.13", "maven", "EPL-1.0"},
        {"com.fasterxml.jackson.core:jackson-databind", "2.13.3", "2.13.4.2", "maven", "Apache-2.0"},
        {"com.google.protobuf:protobuf-java", "3.19.4", "3.19.6", "maven", "BSD-3-Clause"},
        {"com.h2database:h2", "1.4.200", "2.1.210", "maven", "MPL-2.0"},
        {"io.netty:netty-codec-http2", "4.1.94.Final", "4.1.100.Final", "maven", "Apache-2.0"},
        {"org.apache.commons:commons-text", "1.9", "1.10.0", "maven", "Apache-2.0"},
        {"org.apache.logging.log4j:log4j-core", "2.14.1", "2.17.1", "maven", "Apache-2.0"},
        {"org.apache.tomcat.embed:tomcat-embed-core", "9.0.75", "9.0.83", "maven", "Apache-2.0"},
        {"org.postgresql:postgresql", "42.5.0", "42.5.5", "maven", "BSD-2-Clause"},
        {"org.springframework:spring-beans", "5.3.17", "5.3.18", "maven", "Apache-2.0"},
        {"org.springframework:spring-web", "5.3.27", "6.0.0", "maven", "Apache-2.0"},
        {"org.yaml:snakeyaml", "1.30", "2.0", "maven", "Apache-2.0"},
    },
    {
        {"github.com/docker/docker", "v24.0.5+incompatible", "v24.0.9", "golang", "Apache-2.0"},
        {"github.com/golang-jwt/jwt/v4", "v4.5.0", "v4.5.1", "golang", "MIT"},
        {"github.com/opencontainers/runc", "v1.1.7", "v1.1.12", "golang", "Apache-2.0"},
        {"github.com/prometheus/client_golang", "v1.11.0", "v1.11.1", "golang", "Apache-2.0"},
        {"golang.org/x/crypto", "v0.14.0", "v0.17.0", "golang", "BSD-3-Clause"},
        {"golang.org/x/net", "v0.15.0", "v0.17.0", "golang", "BSD-3-Clause"},
        {"golang.org/x/text", "v0.3.7", "v0.3.8", "golang", "BSD-3-Clause"},
        {"google.golang.org/grpc", "v1.56.2", "v1.56.3", "golang", "Apache-2.0"},
        {"google.golang.org/protobuf", "v1.31.0", "v1.33.0", "golang", "BSD-3-Clause"},
        {"stdlib", "v1.20.7", "v1.21.11", "golang", "BSD-3-Clause"},
    },
    {
        {"aiohttp", "3.8.5", "3.9.4", "pypi", "Apache-2.0"},
        {"certifi", "2022.12.7", "2023.7.22", "pypi", "MPL-2.0"},
        {"cryptography", "41.0.3", "42.0.4", "pypi", "Apache-2.0"},
        {"idna", "3.4", "3.7", "pypi", "BSD-3-Clause"},
        {"Jinja2", "3.1.2", "3.1.4", "pypi", "BSD-3-Clause"},
        {"numpy", "1.21.6", "1.22.0", "pypi", "BSD-3-Clause"},
        {"Pillow", "9.5.0", "10.3.0", "pypi", "HPND"},
        {"requests", "2.28.2", "2.32.0", "pypi", "Apache-2.0"},
        {"setuptools", "65.5.1", "70.0.0", "pypi", "MIT"},
        {"torch", "2.0.1", "2.2.0", "pypi", "BSD-3-Clause"},
        {"urllib3", "1.26.15", "1.26.19", "pypi", "MIT"},
        {"Werkzeug", "2.2.3", "3.0.3", "pypi", "BSD-3-Clause"},
    },
};

} // namespace

QList<Package> packagesOf(int family)
{
    return Base + Languages[family % 4];
}

} // namespace lotse::demo
