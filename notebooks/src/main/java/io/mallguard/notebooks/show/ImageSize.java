package io.mallguard.notebooks.show;

/** How large an image is to be shown, in pixels of the page (the image itself may have more). */
public record ImageSize(int width, int height) {}
