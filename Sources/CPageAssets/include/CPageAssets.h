#ifndef CPAGEASSETS_H
#define CPAGEASSETS_H
#include <stddef.h>

/// A file of the page, and its gzip form. `name` is its path below `page/`.
struct page_asset {
  const char *name;
  const unsigned char *plain;
  size_t plain_size;
  const unsigned char *gzip;
  size_t gzip_size;
};

/// All of them, ordered by name.
const struct page_asset *page_assets(void);
size_t page_asset_count(void);

#endif
