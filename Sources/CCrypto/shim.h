// What wildix takes from OpenSSL's libcrypto: key derivation, random bytes, digests.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
