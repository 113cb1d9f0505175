"""Written by floe; changes made here are lost.

A plugin for dbt-duckdb that attaches an Apache Polaris warehouse, or that of another Iceberg REST catalog, as polaris_catalog.
"""

import json
import urllib.error
import urllib.parse
import urllib.request

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError

ALIAS = "polaris_catalog"
SECRET = "floe_polaris_catalog"
DEFAULT_SCOPE = "PRINCIPAL_ROLE:ALL"
TIMEOUT_SECONDS = 30
DELEGATION = {"none": "none", "vended-credentials": "vended_credentials"}


def literal(value):
    return "'" + str(value).replace("'", "''") + "'"


class Plugin(BasePlugin):
    """initialize asks the catalog whether it can be worked with; configure_connection attaches it."""

    def initialize(self, config):
        self.uri = self._required(config, "catalog_uri").rstrip("/")
        self.warehouse = self._required(config, "warehouse")
        if not self.uri.startswith(("http://", "https://")):
            raise self._failure("catalog_uri has to begin with http:// or https://, not: " + self.uri)
        self.client_id = config.get("client_id")
        self.client_secret = config.get("client_secret")
        if bool(self.client_id) != bool(self.client_secret):
            raise self._failure("client_id and client_secret belong together; one of them is missing")
        self.scope = config.get("scope") or DEFAULT_SCOPE
        self.token_uri = config.get("token_uri") or self.uri + "/v1/oauth/tokens"
        delegation = config.get("access_delegation") or "none"
        if delegation not in DELEGATION:
            raise self._failure("access_delegation has to be one of " + ", ".join(DELEGATION) + ", not: " + str(delegation))
        self.delegation = DELEGATION[delegation]
        self.nested = bool(config.get("support_nested_namespaces"))
        self._check_catalog()

    def configure_connection(self, conn):
        options = [
            "TYPE iceberg",
            "ENDPOINT " + literal(self.uri),
            "ACCESS_DELEGATION_MODE " + literal(self.delegation),
        ]
        if self.nested:
            options.append("SUPPORT_NESTED_NAMESPACES true")
        try:
            if self.client_id:
                conn.execute(
                    f"CREATE OR REPLACE SECRET {SECRET} (TYPE iceberg, CLIENT_ID {literal(self.client_id)},"
                    f" CLIENT_SECRET {literal(self.client_secret)}, OAUTH2_SERVER_URI {literal(self.token_uri)},"
                    f" OAUTH2_SCOPE {literal(self.scope)})"
                )
                options.append("SECRET " + SECRET)
            else:
                options.append("AUTHORIZATION_TYPE 'none'")
            conn.execute(f"ATTACH IF NOT EXISTS {literal(self.warehouse)} AS {ALIAS} ({', '.join(options)})")
        except Exception as e:
            raise self._failure("DuckDB could not attach the warehouse: " + self._redacted(str(e))) from None

    def _check_catalog(self):
        headers = {}
        if self.client_id:
            form = urllib.parse.urlencode(
                {
                    "grant_type": "client_credentials",
                    "client_id": self.client_id,
                    "client_secret": self.client_secret,
                    "scope": self.scope,
                }
            ).encode()
            status, body = self._call(self.token_uri, form, {})
            if status in (400, 401, 403):
                raise self._failure(
                    f"the catalog refused client_id and client_secret (HTTP {status} from {self.token_uri});"
                    " check the two variables, and the scope " + self.scope
                )
            token = body.get("access_token")
            if status != 200 or not token:
                raise self._failure(f"no token came from {self.token_uri} (HTTP {status}); check catalog_uri")
            headers["Authorization"] = "Bearer " + token
        where = self.uri + "/v1/config?" + urllib.parse.urlencode({"warehouse": self.warehouse})
        status, _ = self._call(where, None, headers)
        if status == 404:
            raise self._failure("the catalog does not know the warehouse " + self.warehouse)
        if status in (401, 403):
            raise self._failure(f"the principal may not use the warehouse {self.warehouse} (HTTP {status})")
        if status != 200:
            raise self._failure(f"the catalog's configuration could not be read (HTTP {status} from {where})")

    def _call(self, uri, data, headers):
        try:
            request = urllib.request.Request(uri, data, headers)
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                return response.status, self._object(response.read())
        except urllib.error.HTTPError as e:
            return e.code, {}
        except (OSError, ValueError) as e:
            raise self._failure(f"nobody answers at {uri} ({getattr(e, 'reason', e)}); check catalog_uri") from None

    @staticmethod
    def _object(text):
        try:
            value = json.loads(text)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def _required(self, config, key):
        value = config.get(key)
        if not value:
            raise self._failure(f"the plugin's config lacks {key}")
        return str(value)

    def _redacted(self, message):
        for value in (self.client_secret, self.client_id):
            if value:
                message = message.replace(str(value), "***")
        return message

    def _failure(self, what):
        return DbtRuntimeError(f"floe's plugin for Polaris: {what}")
