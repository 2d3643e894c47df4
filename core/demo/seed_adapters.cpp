// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/seeds.h"

namespace lotse::demo {

const char *adapterSeed()
{
    return R"json({
  "ali-acr":{"endpoint_pattern":{"endpoint_type":"EndpointPatternTypeList","endpoints":[{"key":"cn-qingdao",
  "value":"https://registry.cn-qingdao.aliyuncs.com"},{"key":"cn-qingdao-vpc",
  "value":"https://registry-vpc.cn-qingdao.aliyuncs.com"},{"key":"cn-qingdao-internal",
  "value":"https://registry-internal.cn-qingdao.aliyuncs.com"},{"key":"cn-qingdao-ee-vpc",
  "value":"https://instanceName-registry-vpc.cn-qingdao.cr.aliyuncs.com"},{"key":"cn-qingdao-ee",
  "value":"https://instanceName-registry.cn-qingdao.cr.aliyuncs.com"},{"key":"cn-beijing",
  "value":"https://registry.cn-beijing.aliyuncs.com"}]}},
  "aws-ecr":{"endpoint_pattern":{"endpoint_type":"EndpointPatternTypeList","endpoints":[{"key":"us-east-2",
  "value":"https://api.ecr.us-east-2.amazonaws.com"},{"key":"us-east-1",
  "value":"https://api.ecr.us-east-1.amazonaws.com"},{"key":"us-west-1",
  "value":"https://api.ecr.us-west-1.amazonaws.com"},{"key":"us-west-2",
  "value":"https://api.ecr.us-west-2.amazonaws.com"},{"key":"af-south-1",
  "value":"https://api.ecr.af-south-1.amazonaws.com"},{"key":"ap-east-1",
  "value":"https://api.ecr.ap-east-1.amazonaws.com"}]}},
  "docker-hub":{"endpoint_pattern":{"endpoint_type":"EndpointPatternTypeFix","endpoints":[{"key":"hub.docker.com",
  "value":"https://hub.docker.com"}]}},
  "github-ghcr":{"endpoint_pattern":{"endpoint_type":"EndpointPatternTypeFix","endpoints":[{"key":"ghcr.io",
  "value":"https://ghcr.io"}]}},
  "google-gcr":{"credential_pattern":{"access_key_data":"_json_key","access_key_type":"AccessKeyTypeFix",
  "access_secret_data":"No Change","access_secret_type":"AccessSecretTypeFile"},
  "endpoint_pattern":{"endpoint_type":"EndpointPatternTypeList","endpoints":[{"key":"gcr.io",
  "value":"https://gcr.io"},{"key":"us.gcr.io","value":"https://us.gcr.io"},{"key":"eu.gcr.io",
  "value":"https://eu.gcr.io"},{"key":"asia.gcr.io","value":"https://asia.gcr.io"}]}},
  "tencent-tcr":{},
  "volcengine-cr":{}
})json";
}

} // namespace lotse::demo
