package io.mallguard.features.expression;

import java.util.List;

/** Distances on the earth. */
final class Distance {
  /** Columns a table of places must have, in degrees. */
  static final List<String> COLUMNS = List.of("lat", "lon");

  /** Mean radius of the earth, metres (Moritz, Geodetic Reference System 1980). */
  private static final double RADIUS_METRES = 6_371_008.8;

  private Distance() {}

  /**
   * Great-circle distance by the haversine formula (Sinnott, Sky and Telescope 68, 1984), in whole
   * metres shown as kilometres.
   *
   * @return NaN if a place is missing
   */
  static double km(double lat1, double lon1, double lat2, double lon2) {
    double halfLat = StrictMath.sin(StrictMath.toRadians(lat2 - lat1) / 2);
    double halfLon = StrictMath.sin(StrictMath.toRadians(lon2 - lon1) / 2);
    double cosines =
        StrictMath.cos(StrictMath.toRadians(lat1)) * StrictMath.cos(StrictMath.toRadians(lat2));
    double h = halfLat * halfLat + cosines * halfLon * halfLon;
    double metres = 2 * RADIUS_METRES * StrictMath.asin(StrictMath.sqrt(Math.min(1, h)));
    return Double.isNaN(metres) ? Double.NaN : Math.round(metres) / 1000.0;
  }
}
