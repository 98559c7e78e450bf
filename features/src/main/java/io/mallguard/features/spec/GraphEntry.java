package io.mallguard.features.spec;

import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.yaml.YamlNode;

/**
 * One column read from a graph, as the spec declares it. Immutable.
 *
 * @param edges the events it is made of; an event that is an edge asks about that edge
 * @param edgesPlace where they are named
 * @param shape the state it needs
 * @param read what is read
 * @param reachMillis how far back it reads, 0 for all there is
 * @param includeCurrent whether the event being scored is in
 */
record GraphEntry(
    EdgeSet edges,
    YamlNode edgesPlace,
    GraphShape shape,
    GraphRead read,
    long reachMillis,
    boolean includeCurrent) {}
