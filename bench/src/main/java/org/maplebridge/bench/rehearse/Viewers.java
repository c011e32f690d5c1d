package org.maplebridge.bench.rehearse;

/**
 * Those who only looked and listened.
 *
 * @param count of them all
 * @param lightweight those of them without codecs, played by the load generator
 * @param joinP50Ms from opening the address to a media connection that is up
 * @param packets that arrived at the lightweight ones
 * @param lost packets of theirs that did not
 * @param attended how many the attendance list counts
 */
record Viewers(
    int count,
    int lightweight,
    double joinP50Ms,
    double joinP95Ms,
    double joinP99Ms,
    long packets,
    long lost,
    int attended) {
  static final Viewers NONE = new Viewers(0, 0, 0, 0, 0, 0, 0, 0);
}
