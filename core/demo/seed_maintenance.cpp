// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/seeds.h"

namespace lotse::demo {

const char *maintenanceSeed()
{
    return R"json({
  "retentions": [
    {"id":1,"algorithm":"or","scope":{"level":"project","ref":2},"trigger":{"kind":"Schedule",
    "settings":{"cron":"0 0 3 * * *","next_scheduled_time":"@n0 0 3 * * *"}},"rules":[{"action":"retain",
    "template":"latestPushedK","tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"*.*.*",
    "extras":"{\"untagged\":true}"}],"scope_selectors":{"repository":[{"kind":"doublestar",
    "decoration":"repoMatches","pattern":"**"}]},"params":{"latestPushedK":10}},{"action":"retain",
    "template":"always","tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"latest",
    "extras":"{\"untagged\":false}"}],"scope_selectors":{"repository":[{"kind":"doublestar",
    "decoration":"repoMatches","pattern":"**"}]}}]},
    {"id":2,"algorithm":"or","scope":{"level":"project","ref":3},"trigger":{"kind":"Schedule",
    "settings":{"cron":"0 0 4 * * 0","next_scheduled_time":"@n0 0 4 * * 0"}},"rules":[{"action":"retain",
    "template":"latestPushedK","tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"nightly-*",
    "extras":"{\"untagged\":true}"}],"scope_selectors":{"repository":[{"kind":"doublestar",
    "decoration":"repoMatches","pattern":"nightly"}]},"params":{"latestPushedK":60}},{"action":"retain",
    "template":"nDaysSinceLastPull","tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"**",
    "extras":"{\"untagged\":true}"}],"scope_selectors":{"repository":[{"kind":"doublestar",
    "decoration":"repoMatches","pattern":"{base,auth}/**"}]},"params":{"nDaysSinceLastPull":90}}]},
    {"id":3,"algorithm":"or","scope":{"level":"project","ref":4},"trigger":{"kind":"Schedule",
    "settings":{"cron":""}},"rules":[{"action":"retain","template":"nDaysSinceLastPush",
    "tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"**","extras":"{\"untagged\":true}"}],
    "scope_selectors":{"repository":[{"kind":"doublestar","decoration":"repoMatches","pattern":"**"}]},
    "params":{"nDaysSinceLastPush":30}}]}
  ],
  "immutable": [
    {"id":1,"_project":2,"action":"immutable","template":"immutable_template","tag_selectors":[{"kind":"doublestar",
    "decoration":"matches","pattern":"*.*.*"}],"scope_selectors":{"repository":[{"kind":"doublestar",
    "decoration":"repoMatches","pattern":"backend/**"}]}},
    {"id":2,"_project":3,"action":"immutable","template":"immutable_template","disabled":true,
    "tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"**"}],
    "scope_selectors":{"repository":[{"kind":"doublestar","decoration":"repoMatches","pattern":"base/**"}]}}
  ],
  "scanners": [
    {"uuid":"7f3c2d10-5a4e-4b8f-9c21-0d6e8a1b4c55","name":"Trivy",
    "description":"The default scanner of the installation","url":"http://trivy-adapter:8080","auth":"",
    "access_credential":"","disabled":false,"is_default":true,"skip_certVerify":false,"use_internal_addr":true,
    "capabilities":{"support_vulnerability":true,"support_sbom":true},"create_time":"@-900d","update_time":"@-900d"}
  ],
  "gc": [
    {"id":11,"job_name":"GARBAGE_COLLECTION","job_kind":"SCHEDULE","job_status":"Success",
    "job_parameters":"{\"delete_tag\":false,\"delete_untagged\":true,\"dry_run\":false,\"freed_space\":41211003110,\"purged_blobs\":912,\"purged_manifests\":188,\"time_window\":2,\"workers\":2}",
    "schedule":{"type":"Custom","next_scheduled_time":"@never","cron":"0 0 4 * * 6"},"creation_time":"@-28d",
    "update_time":"@-28d",
    "_log":"[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:169]: Garbage Collection parameters: [delete_untagged: true, delete_tag: false, dry_run: false, time_window: 2, workers: 2]\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:243]: 912 blobs and 188 manifests eligible for deletion\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:207]: success to run gc in job.\n"},
    {"id":12,"job_name":"GARBAGE_COLLECTION","job_kind":"SCHEDULE","job_status":"Success",
    "job_parameters":"{\"delete_tag\":false,\"delete_untagged\":true,\"dry_run\":false,\"freed_space\":18830201002,\"purged_blobs\":611,\"purged_manifests\":121,\"time_window\":2,\"workers\":2}",
    "schedule":{"type":"Custom","next_scheduled_time":"@never","cron":"0 0 4 * * 6"},"creation_time":"@-21d",
    "update_time":"@-21d",
    "_log":"[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:169]: Garbage Collection parameters: [delete_untagged: true, delete_tag: false, dry_run: false, time_window: 2, workers: 2]\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:243]: 611 blobs and 121 manifests eligible for deletion\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:207]: success to run gc in job.\n"},
    {"id":13,"job_name":"GARBAGE_COLLECTION","job_kind":"SCHEDULE","job_status":"Error",
    "job_parameters":"{\"delete_tag\":false,\"delete_untagged\":true,\"dry_run\":false,\"freed_space\":0,\"purged_blobs\":0,\"purged_manifests\":0,\"time_window\":2,\"workers\":2}",
    "schedule":{"type":"Custom","next_scheduled_time":"@never","cron":"0 0 4 * * 6"},"creation_time":"@-14d",
    "update_time":"@-14d",
    "_log":"[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:169]: Garbage Collection parameters: [delete_untagged: true, delete_tag: false, dry_run: false, time_window: 2, workers: 2]\n[ERROR] [/src/jobservice/job/impl/gc/garbage_collection.go:201]: failed to delete blob: the storage is read only\n"},
    {"id":14,"job_name":"GARBAGE_COLLECTION","job_kind":"SCHEDULE","job_status":"Success",
    "job_parameters":"{\"delete_tag\":false,\"delete_untagged\":true,\"dry_run\":false,\"freed_space\":29004871220,\"purged_blobs\":770,\"purged_manifests\":152,\"time_window\":2,\"workers\":2}",
    "schedule":{"type":"Custom","next_scheduled_time":"@never","cron":"0 0 4 * * 6"},"creation_time":"@-7d",
    "update_time":"@-7d",
    "_log":"[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:169]: Garbage Collection parameters: [delete_untagged: true, delete_tag: false, dry_run: false, time_window: 2, workers: 2]\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:243]: 770 blobs and 152 manifests eligible for deletion\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:207]: success to run gc in job.\n"},
    {"id":15,"job_name":"GARBAGE_COLLECTION","job_kind":"MANUAL","job_status":"Success",
    "job_parameters":"{\"delete_tag\":false,\"delete_untagged\":true,\"dry_run\":true,\"freed_space\":0,\"purged_blobs\":640,\"purged_manifests\":133,\"time_window\":2,\"workers\":2}",
    "schedule":{"type":"Manual","next_scheduled_time":"@never"},"creation_time":"@-1d","update_time":"@-1d",
    "_log":"[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:169]: Garbage Collection parameters: [delete_untagged: true, delete_tag: false, dry_run: true, time_window: 2, workers: 2]\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:243]: 640 blobs and 133 manifests eligible for deletion\n[INFO] [/src/jobservice/job/impl/gc/garbage_collection.go:207]: success to run gc in job.\n"}
  ],
  "purge": [
    {"id":21,"job_name":"PURGE_AUDIT_LOG","job_kind":"SCHEDULE","job_status":"Success",
    "job_parameters":"{\"audit_retention_hour\":8760,\"dry_run\":false,\"include_event_types\":\"pull_artifact\"}",
    "schedule":{"type":"Custom","cron":"0 0 5 1 * *","next_scheduled_time":"@never"},"creation_time":"@-82d",
    "update_time":"@-82d",
    "_log":"[INFO] [/src/jobservice/job/impl/purge/purge.go:96]: Purge audit job start\n[INFO] [/src/jobservice/job/impl/purge/purge.go:126]: Purged 1204 rows of audit log exts\n"},
    {"id":22,"job_name":"PURGE_AUDIT_LOG","job_kind":"SCHEDULE","job_status":"Success",
    "job_parameters":"{\"audit_retention_hour\":8760,\"dry_run\":false,\"include_event_types\":\"pull_artifact\"}",
    "schedule":{"type":"Custom","cron":"0 0 5 1 * *","next_scheduled_time":"@never"},"creation_time":"@-52d",
    "update_time":"@-52d",
    "_log":"[INFO] [/src/jobservice/job/impl/purge/purge.go:96]: Purge audit job start\n[INFO] [/src/jobservice/job/impl/purge/purge.go:126]: Purged 1377 rows of audit log exts\n"},
    {"id":23,"job_name":"PURGE_AUDIT_LOG","job_kind":"SCHEDULE","job_status":"Success",
    "job_parameters":"{\"audit_retention_hour\":8760,\"dry_run\":false,\"include_event_types\":\"pull_artifact\"}",
    "schedule":{"type":"Custom","cron":"0 0 5 1 * *","next_scheduled_time":"@never"},"creation_time":"@-22d",
    "update_time":"@-22d",
    "_log":"[INFO] [/src/jobservice/job/impl/purge/purge.go:96]: Purge audit job start\n[INFO] [/src/jobservice/job/impl/purge/purge.go:126]: Purged 1290 rows of audit log exts\n"}
  ],
  "queues": [
    {"job_type":"AUDIT_LOGS_GDPR_COMPLIANT","paused":false},
    {"job_type":"EXECUTION_SWEEP","paused":false},
    {"job_type":"GARBAGE_COLLECTION","paused":false},
    {"job_type":"IMAGE_SCAN","paused":false,"count":7,"latency":42},
    {"job_type":"P2P_PREHEAT","paused":false},
    {"job_type":"PURGE_AUDIT_LOG","paused":false},
    {"job_type":"REPLICATION","paused":false,"count":3,"latency":310},
    {"job_type":"RETENTION","paused":false},
    {"job_type":"SCAN_DATA_EXPORT","paused":false},
    {"job_type":"SCHEDULER","paused":false},
    {"job_type":"SLACK","paused":true},
    {"job_type":"SYSTEM_ARTIFACT_CLEANUP","paused":false},
    {"job_type":"WEBHOOK","paused":false}
  ],
  "schedules": [
    {"id":1,"cron":"0 0 0 * * *","vendor_type":"SYSTEM_ARTIFACT_CLEANUP","update_time":"@-900d"},
    {"id":2,"cron":"0 0 0 * * *","vendor_id":-1,"vendor_type":"EXECUTION_SWEEP","update_time":"@-900d"},
    {"id":3,"cron":"0 0 3 * * *","vendor_id":1,"vendor_type":"RETENTION","update_time":"@-200d"},
    {"id":4,"cron":"0 0 4 * * 0","vendor_id":2,"vendor_type":"RETENTION","update_time":"@-200d"},
    {"id":5,"cron":"0 0 2 * * *","vendor_id":2,"vendor_type":"REPLICATION","update_time":"@-200d"},
    {"id":6,"cron":"0 30 3 * * *","vendor_id":3,"vendor_type":"REPLICATION","update_time":"@-200d"},
    {"id":7,"cron":"0 0 4 * * 6","vendor_id":-1,"vendor_type":"GARBAGE_COLLECTION","update_time":"@-400d"}
  ],
  "pools": [
    {"worker_pool_id":"a98b37119dad3e4364be2086","pid":1,"concurrency":10,"heartbeat_at":"@s-4s",
    "start_at":"@s-12d"}
  ],
  "workers": [
    {"id":"5f10a2b3c4d5e6f708192a3b","pool_id":"a98b37119dad3e4364be2086","job_id":"2f6c0d1e9b8a7c6d5e4f3a2b",
    "job_name":"IMAGE_SCAN","start_at":"@s-38s","checkin_at":"@s-8s"},
    {"id":"5f10a2b3c4d5e6f70819492a","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f708196819","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f708198708","pool_id":"a98b37119dad3e4364be2086","job_id":"7ea0062ad2f06eb20c89b266",
    "job_name":"REPLICATION","start_at":"@s-190s","checkin_at":"@s-20s"},
    {"id":"5f10a2b3c4d5e6f70819a5f7","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f70819c4e6","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f70819e3d5","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f7081a02c4","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f7081a21b3","pool_id":"a98b37119dad3e4364be2086"},
    {"id":"5f10a2b3c4d5e6f7081a40a2","pool_id":"a98b37119dad3e4364be2086"}
  ],
  "job-logs": [
    {"job_id":"2f6c0d1e9b8a7c6d5e4f3a2b",
    "_log":"[INFO] [/src/pkg/scan/job.go:172]: Report mime types: [application/vnd.security.vulnerability.report; version=1.1]\n"},
    {"job_id":"7ea0062ad2f06eb20c89b266",
    "_log":"[INFO] [/src/controller/replication/transfer/image/transfer.go:183]: copying platform/base/debian\n"}
  ]
})json";
}

} // namespace lotse::demo
