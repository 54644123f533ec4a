"""Great circles: the distance between two places and the line that a map draws between them."""

from __future__ import annotations

from math import asin, atan2, ceil, cos, degrees, hypot, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
Point = tuple[float, float]


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres between two WGS 84 points (haversine; error under 0.6 %)."""
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    half = sin((phi_b - phi_a) / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def arc(start: Point, end: Point, step_km: float = 250.0) -> tuple[tuple[Point, ...], ...]:
    """The great circle from ``start`` to ``end`` as (latitude, longitude) points at most ``step_km`` apart.

    One part, or two when the line crosses the antimeridian (RFC 7946, section 3.1.9): the first then ends and the
    second begins at ±180°. Antipodal points have no single great circle: the line then follows a straight interpolation.
    """
    count = max(1, ceil(distance_km(*start, *end) / step_km))
    points = [_between(start, end, index / count) for index in range(count + 1)]
    return _split(points)


def _between(start: Point, end: Point, share: float) -> Point:
    angle = distance_km(*start, *end) / EARTH_RADIUS_KM
    if angle < 1e-9 or abs(sin(angle)) < 1e-9:
        return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
    weight_a, weight_b = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    (x_a, y_a, z_a), (x_b, y_b, z_b) = _vector(start), _vector(end)
    x, y, z = weight_a * x_a + weight_b * x_b, weight_a * y_a + weight_b * y_b, weight_a * z_a + weight_b * z_b
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _vector(point: Point) -> tuple[float, float, float]:
    latitude, longitude = radians(point[0]), radians(point[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _split(points: list[Point]) -> tuple[tuple[Point, ...], ...]:
    """Cut a line where two neighbours are more than half a turn apart in longitude."""
    for index in range(1, len(points)):
        (lat_a, lon_a), (lat_b, lon_b) = points[index - 1], points[index]
        if abs(lon_b - lon_a) > 180:
            edge = 180.0 if lon_a > 0 else -180.0
            share = (edge - lon_a) / (lon_b + 2 * edge - lon_a)
            latitude = lat_a + (lat_b - lat_a) * share
            return (*points[:index], (latitude, edge)), ((latitude, -edge), *points[index:])
    return (tuple(points),)
