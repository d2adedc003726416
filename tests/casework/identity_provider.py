"""A small OpenID Connect provider, started as a process of its own: code flow, PKCE, signed identity tokens.

It stands for the force's own: whoever comes is signed in as the subject that was named last (`/who/<subject>`), and
`/lie/<about>` lets it answer falsely.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "affiant", "invented-secret"
state = {"subject": "nobody", "lie": "", "codes": {}}


class Provider(BaseHTTPRequestHandler):
    @property
    def issuer(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_GET(self):
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            self.tell(self.description())
        elif path == "/authorize":
            self.authorize({name: values[0] for name, values in asked.items()})
        elif path.startswith("/who/"):
            state["subject"] = unquote(path.removeprefix("/who/"))
            self.tell({})
        elif path.startswith("/lie/"):
            state["lie"] = path.removeprefix("/lie/")
            self.tell({})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        told = state["codes"].pop(given.get("code"), None)
        if told is None or not self.is_whom_it_says(given, told):
            self.tell({"error": "invalid_grant"}, status=400)
            return
        self.tell({"access_token": secrets.token_hex(8), "token_type": "Bearer", "id_token": self.token(told)})

    def description(self):
        if state["lie"] == "nothing":
            return {}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked):
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["scope"] == "openid"
        code = secrets.token_hex(8)
        state["codes"][code] = asked | {"subject": state["subject"]}
        back = {"code": code, "state": asked["state"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def is_whom_it_says(self, given, told):
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return (given["client_id"], given["client_secret"], challenge) == (CLIENT, SECRET, told["code_challenge"])

    def token(self, told):
        claims = {
            "iss": "https://elsewhere.example" if state["lie"] == "issuer" else self.issuer,
            "aud": "another" if state["lie"] == "audience" else CLIENT,
            "exp": time.time() + (-600 if state["lie"] == "expired" else 600),
            "iat": time.time() - 1200,
            "sub": told["subject"],
            "name": "Ada Invented",
            "email": "ada@force.example",
            "groups": ["administrators"],
        }
        if state["lie"] == "subject":
            del claims["sub"]
        return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})

    def tell(self, what, status=200):
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    print(server.server_port, flush=True)
    sys.stdout.close()
    server.serve_forever()
