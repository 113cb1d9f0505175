"""Sums up the reports of surefire and failsafe: what ran, what failed and why, what was skipped and why."""

import pathlib
import xml.etree.ElementTree as ET

totals = {}
failed = []
skipped = []
for report in sorted(pathlib.Path(".").glob("*/target/*-reports/TEST-*.xml")):
    module = report.parts[0]
    counts = totals.setdefault(module, [0, 0, 0, 0.0])
    for case in ET.parse(report).getroot().iter("testcase"):
        name = f"{module}: {case.get('classname')}.{case.get('name')}"
        counts[0] += 1
        counts[3] += float(case.get("time", "0").replace(",", ""))
        for fault in [*case.findall("failure"), *case.findall("error")]:
            counts[1] += 1
            text = (fault.get("message") or fault.text or "").strip().splitlines()
            failed.append((name, text[:12]))
        reason = case.find("skipped")
        if reason is not None:
            counts[2] += 1
            skipped.append((name, (reason.get("message") or "").strip()))

for module, (ran, bad, left, seconds) in totals.items():
    print(f"{module:22} {ran:6} tests {bad:4} failed {left:4} skipped {seconds:8.1f} s")
for name, reason in skipped:
    print(f"SKIPPED {name}: {reason}")
for name, text in failed:
    print(f"FAILED  {name}")
    for line in text:
        print(f"          {line}")
if not totals:
    print("No test reports were found.")
