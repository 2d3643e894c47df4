// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An identity provider on the loopback, with one client as Harbor has it. Prints its issuer once it listens.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const server = createServer((request, response) => handle(request, response));
let handle = (request, response) => response.end();

server.listen(0, '127.0.0.1', () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, {
        clients: [{
            client_id: 'harbor',
            application_type: 'native',
            token_endpoint_auth_method: 'none',
            redirect_uris: ['http://127.0.0.1/callback'],
            response_types: ['code'],
            grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        }],
        features: { deviceFlow: { enabled: true } },
        pkce: { required: () => true },
        ttl: { IdToken: 300 },
    });
    handle = provider.callback();
    console.log(issuer);
});
