"""Against the crypto of another Matrix implementation, matrix-js-sdk's, which Element uses; `python3 dev interop`."""
