"""What a folder that was deployed to must hold before Maven Central would take it.

release_checks.py REPOSITORY VERSION GPG_HOME SECOND_BUILD: prints every problem, exits with 1 if there is one.
"""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

repository, version, gpg_home, second = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
POM = "{http://maven.apache.org/POM/4.0.0}"
# Licences that an Apache-2.0 library may depend on.
LICENCES = {"Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "EDL-1.0", "CC0-1.0"}
CHECKSUMS = ("md5", "sha1")
problems = []


def sign_and_checksums(file):
    for algorithm in CHECKSUMS:
        written = file.with_name(f"{file.name}.{algorithm}")
        if not written.exists() or written.read_text().split()[0] != hashlib.new(algorithm, file.read_bytes()).hexdigest():
            problems.append(f"{file.name}: no {algorithm}, or another file's")
    if not shutil.which("gpg"):
        return
    verified = subprocess.run(
        ["gpg", "--homedir", gpg_home, "--batch", "--quiet", "--verify", f"{file}.asc", str(file)], capture_output=True)
    if verified.returncode:
        problems.append(f"{file.name}: not signed, or the signature is not its own")


def check_pom(file):
    project = xml.parse(file).getroot()
    for path in ("name", "description", "url", "licenses/license/name", "licenses/license/url", "developers/developer/name",
                 "scm/connection", "scm/developerConnection", "scm/url"):
        element = project.find("/".join(POM + part for part in path.split("/")))
        if element is None or not (element.text or "").strip():
            problems.append(f"{file.name}: <{path}> is missing")
    if project.find(f"{POM}parent") is not None:
        problems.append(f"{file.name}: has a parent, which is not published")
    text = file.read_text()
    for word in ("SNAPSHOT", "${revision}", "${floe", "<repositories>", "<pluginRepositories>"):
        if word in text:
            problems.append(f"{file.name}: holds {word}")
    return project.findtext(f"{POM}packaging") or "jar"


def check_licences(file):
    for component in json.loads(file.read_text()).get("components", []):
        if component.get("group") == "dev.floe":
            continue
        named = {choice.get("expression") or choice["license"].get("id") or choice["license"].get("name")
                 for choice in component.get("licenses", [])}
        if not named & LICENCES:
            problems.append(f"{file.name}: {component['purl']} has the licence {sorted(map(str, named)) or 'none'}")


def check_reproduced(module, file):
    again = second / module / "target" / file.name
    if not again.exists() or again.read_bytes() != file.read_bytes():
        problems.append(f"{file.name}: another build made another file")


modules = sorted(folder.parent for folder in (repository / "dev" / "floe").glob(f"*/{version}"))
names = {module.name for module in modules}
expected = {file.parent.name for file in second.glob("floe-*/pom.xml")}
if names != expected:
    problems.append(f"deployed are {sorted(names)}, expected {sorted(expected)}")
files = 0
for module in modules:
    folder = module / version
    base = f"{module.name}-{version}"
    kinds = [".pom"]
    if check_pom(folder / f"{base}.pom") == "jar":
        kinds += [".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"]
    for kind in kinds:
        if not (folder / (base + kind)).exists():
            problems.append(f"{base}{kind} is missing")
    for file in sorted(folder.iterdir()):
        if file.suffix in (".pom", ".jar", ".json"):
            files += 1
            sign_and_checksums(file)
        if file.suffix == ".jar" and not file.name.endswith("-javadoc.jar"):
            check_reproduced(module.name, file)
        if file.name.endswith("-cyclonedx.json"):
            check_licences(file)

for problem in problems:
    print(problem)
print(f"release: {len(modules)} modules, {files} files, {len(problems)} problems")
sys.exit(1 if problems else 0)
