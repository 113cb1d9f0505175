"""Reads the outputs of a profile as dbt does; prints the values of each as JSON. Arguments: profiles.yml, the profile."""

import json
import os
import sys
from argparse import Namespace

from dbt.clients.yaml_helper import load_yaml_text
from dbt.config.profile import Profile
from dbt.config.renderer import ProfileRenderer
from dbt.flags import set_from_args
from dbt_common.context import set_invocation_context

set_invocation_context(os.environ)
set_from_args(Namespace(), None)
with open(sys.argv[1], encoding="utf-8") as file:
    raw = load_yaml_text(file.read())
for name in raw[sys.argv[2]]["outputs"]:
    profile = Profile.from_raw_profile_info(raw[sys.argv[2]], sys.argv[2], ProfileRenderer({}), target_override=name)
    credentials = profile.credentials
    values = credentials.to_dict(omit_none=True)
    values["made_secrets"] = [secret.to_dict(omit_none=True) for secret in credentials._secrets]
    values["secrets_sql"] = credentials.secrets_sql()
    values["attach_sql"] = [attachment.to_sql() for attachment in credentials.attach or []]
    values["output"] = name
    print("@" + json.dumps(values, default=str))
