"""One file a source format; each turns bytes into a grid."""
