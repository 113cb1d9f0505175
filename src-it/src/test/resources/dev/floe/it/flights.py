"""Answers the questions of FlightsPipelineIT from the CSV files themselves, with pyarrow; prints the answers as JSON."""

import json
import pathlib
import sys

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

folder = pathlib.Path(sys.argv[1])


def read(name):
    return csv.read_csv(
        folder / f"{name}.csv",
        convert_options=csv.ConvertOptions(null_values=["", "NA"], strings_can_be_null=True),
    )


flights = read("flights")
carriers = (
    flights.group_by("carrier")
    .aggregate([("carrier", "count"), ("arr_delay", "sum"), ("arr_delay", "count"), ("distance", "max")])
    .join(read("airlines"), "carrier")
)
carriers = {
    row["carrier"]: {
        "name": row["name"],
        "flights": row["carrier_count"],
        "arrived": row["arr_delay_count"],
        "delay": row["arr_delay_sum"],
        "farthest": row["distance_max"],
    }
    for row in carriers.to_pylist()
}

months = flights.group_by(["origin", "month"]).aggregate([("flight", "count")])
months = {f"{row['origin']}-{row['month']}": row["flight_count"] for row in months.to_pylist()}

planes = read("planes").select(["tailnum", "manufacturer", "seats"])
flown = flights.select(["tailnum"]).filter(pc.is_valid(flights["tailnum"])).join(planes, "tailnum", join_type="inner")
makers = flown.group_by("manufacturer").aggregate([("seats", "sum"), ("seats", "count")])
makers = {row["manufacturer"]: [row["seats_count"], row["seats_sum"]] for row in makers.to_pylist()}

weather = read("weather").select(["origin", "time_hour", "visib"])
seen = flights.select(["origin", "time_hour", "dep_delay"]).join(weather, ["origin", "time_hour"], join_type="inner")
poor = seen.filter(pc.less(seen["visib"], pa.scalar(1.0)))

airports = read("airports").select(["faa", "name"]).rename_columns(["dest", "airport"])
unknown = flights.select(["dest"]).join(airports, "dest", join_type="left anti")

json.dump(
    {
        "carriers": carriers,
        "months": months,
        "makers": makers,
        "weather": {"flights": seen.num_rows, "poor": poor.num_rows, "delay": pc.sum(poor["dep_delay"]).as_py()},
        "unknown": unknown.num_rows,
    },
    sys.stdout,
)
