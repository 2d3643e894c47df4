// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/seeds.h"

namespace lotse::demo {

const char *distributionSeed()
{
    return R"json({
  "registries": [
    {"id":1,"name":"second-site","type":"harbor","url":"https://registry.south.lotse.example",
    "description":"Harbor of the second site","status":"healthy","insecure":false,
    "credential":{"access_key":"lotse","access_secret":"*****","type":"basic"},"creation_time":"@-290d",
    "update_time":"@-10d"},
    {"id":2,"name":"docker-hub","type":"docker-hub","url":"https://hub.docker.com",
    "description":"Upstream of the mirror","status":"healthy","insecure":false,"credential":{"access_key":"lotse",
    "access_secret":"*****","type":"basic"},"creation_time":"@-290d","update_time":"@-10d"},
    {"id":3,"name":"cloud-ecr","type":"aws-ecr","url":"https://api.ecr.eu-west-3.amazonaws.com",
    "description":"For the clusters in the cloud","status":"unhealthy","insecure":false,
    "credential":{"access_key":"lotse","access_secret":"*****","type":"basic"},"creation_time":"@-290d",
    "update_time":"@-10d"}
  ],
  "replication-policies": [
    {"id":1,"name":"payments-to-second-site","description":"Released payment images","src_registry":{"id":0,
    "name":"Local","type":"harbor","url":"https://demo.lotse.example","status":"healthy","insecure":false,
    "credential":{"access_secret":"*****","type":"secret"},"creation_time":"@never","update_time":"@never"},
    "dest_registry":{"id":1,"name":"second-site","type":"harbor","url":"https://registry.south.lotse.example",
    "description":"Harbor of the second site","status":"healthy","insecure":false,
    "credential":{"access_key":"lotse","access_secret":"*****","type":"basic"},"creation_time":"@-290d",
    "update_time":"@-10d"},"dest_namespace":"payments","dest_namespace_replace_count":1,"filters":[{"type":"name",
    "value":"payments/**"},{"type":"tag","value":"*.*.*","decoration":"matches"}],"trigger":{"type":"event_based",
    "trigger_settings":{}},"enabled":true,"override":true,"copy_by_chunk":false,"single_active_replication":false,
    "speed":0,"creation_time":"@-200d","update_time":"@-30d"},
    {"id":2,"name":"base-images-nightly","description":"Base images, each night","src_registry":{"id":0,
    "name":"Local","type":"harbor","url":"https://demo.lotse.example","status":"healthy","insecure":false,
    "credential":{"access_secret":"*****","type":"secret"},"creation_time":"@never","update_time":"@never"},
    "dest_registry":{"id":1,"name":"second-site","type":"harbor","url":"https://registry.south.lotse.example",
    "description":"Harbor of the second site","status":"healthy","insecure":false,
    "credential":{"access_key":"lotse","access_secret":"*****","type":"basic"},"creation_time":"@-290d",
    "update_time":"@-10d"},"dest_namespace":"platform","dest_namespace_replace_count":1,"filters":[{"type":"name",
    "value":"platform/base/**"}],"trigger":{"type":"scheduled","trigger_settings":{"cron":"0 0 2 * * *"}},
    "enabled":true,"override":true,"copy_by_chunk":false,"single_active_replication":false,"speed":0,
    "creation_time":"@-200d","update_time":"@-30d"},
    {"id":3,"name":"shop-to-cloud","description":"Shop images for the cloud","src_registry":{"id":0,"name":"Local",
    "type":"harbor","url":"https://demo.lotse.example","status":"healthy","insecure":false,
    "credential":{"access_secret":"*****","type":"secret"},"creation_time":"@never","update_time":"@never"},
    "dest_registry":{"id":3,"name":"cloud-ecr","type":"aws-ecr","url":"https://api.ecr.eu-west-3.amazonaws.com",
    "description":"For the clusters in the cloud","status":"unhealthy","insecure":false,
    "credential":{"access_key":"lotse","access_secret":"*****","type":"basic"},"creation_time":"@-290d",
    "update_time":"@-10d"},"dest_namespace":"web-shop","dest_namespace_replace_count":1,"filters":[{"type":"name",
    "value":"web-shop/**"}],"trigger":{"type":"scheduled","trigger_settings":{"cron":"0 30 3 * * *"}},
    "enabled":true,"override":true,"copy_by_chunk":false,"single_active_replication":false,"speed":0,
    "creation_time":"@-200d","update_time":"@-30d"},
    {"id":4,"name":"archive-pull","description":"Switched off: the archive is full","src_registry":{"id":1,
    "name":"second-site","type":"harbor","url":"https://registry.south.lotse.example",
    "description":"Harbor of the second site","status":"healthy","insecure":false,
    "credential":{"access_key":"lotse","access_secret":"*****","type":"basic"},"creation_time":"@-290d",
    "update_time":"@-10d"},"dest_registry":{"id":0,"name":"Local","type":"harbor",
    "url":"https://demo.lotse.example","status":"healthy","insecure":false,"credential":{"access_secret":"*****",
    "type":"secret"},"creation_time":"@never","update_time":"@never"},"dest_namespace":"archive",
    "dest_namespace_replace_count":1,"filters":[{"type":"name","value":"legacy/**"}],"trigger":{"type":"manual",
    "trigger_settings":{}},"enabled":false,"override":true,"copy_by_chunk":false,"single_active_replication":false,
    "speed":0,"creation_time":"@-200d","update_time":"@-30d"}
  ],
  "preheat-instances": [
    {"id":1,"name":"dragonfly-north","vendor":"dragonfly","endpoint":"https://dragonfly.lotse.example",
    "auth_mode":"NONE","description":"Peers of the northern clusters","enabled":true,"default":true,
    "insecure":false,"status":"Healthy","setup_timestamp":"@e-180d"}
  ],
  "preheat-policies": [
    {"id":1,"_project":2,"project_id":2,"name":"warm-releases","description":"Releases to all peers","enabled":true,
    "provider_id":1,"provider_name":"dragonfly-north",
    "filters":"[{\"type\":\"repository\",\"value\":\"backend/**\"},{\"type\":\"tag\",\"value\":\"*.*.*\"}]",
    "trigger":"{\"type\":\"event_based\",\"trigger_setting\":{\"cron\":\"\"}}",
    "extra_attrs":"{\"scope\":\"all_peers\"}","creation_time":"@-170d","update_time":"@-170d"}
  ],
  "webhooks": [
    {"id":1,"_project":2,"project_id":2,"name":"release-board","description":"Tells the release board",
    "enabled":true,"event_types":["PUSH_ARTIFACT","DELETE_ARTIFACT","SCANNING_COMPLETED","SCANNING_FAILED"],
    "targets":[{"type":"http","address":"https://board.lotse.example/hooks/registry","auth_header":"Bearer demo","skip_cert_verify":false,
    "payload_format":"Default"}],"creation_time":"@-150d","update_time":"@-60d"},
    {"id":2,"_project":2,"project_id":2,"name":"quota-alarm","description":"Wakes the payments desk","enabled":true,
    "event_types":["QUOTA_EXCEED","QUOTA_WARNING"],"targets":[{"type":"slack",
    "address":"https://chat.lotse.example/hooks/payments","skip_cert_verify":false}],"creation_time":"@-150d",
    "update_time":"@-60d"},
    {"id":3,"_project":3,"project_id":3,"name":"build-events","description":"CloudEvents for the build system",
    "enabled":true,"event_types":["PUSH_ARTIFACT","REPLICATION","TAG_RETENTION"],"targets":[{"type":"http",
    "address":"https://events.lotse.example/ingest","skip_cert_verify":false,"payload_format":"CloudEvents"}],
    "creation_time":"@-150d","update_time":"@-60d"},
    {"id":4,"_project":4,"project_id":4,"name":"old-board","description":"Off since the move","enabled":false,
    "event_types":["PUSH_ARTIFACT"],"targets":[{"type":"http","address":"https://old-board.lotse.example/in",
    "skip_cert_verify":false,"payload_format":"Default"}],"creation_time":"@-150d","update_time":"@-60d"}
  ]
})json";
}

} // namespace lotse::demo
