package io.mallguard.service.decisions;

/**
 * What scored. Immutable.
 *
 * @param modelName the bundle's name
 * @param modelVersion the bundle's version
 * @param bundleSha256 the bundle's identity, hex
 * @param specHash hash of its feature spec, hex
 */
public record Versions(
    String modelName, String modelVersion, String bundleSha256, String specHash) {}
