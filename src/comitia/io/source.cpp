// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Mapping files into memory, reading what cannot be mapped; see the header.
#include "comitia/io/source.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <glob.h>

#include "comitia/base/sha256.h"

namespace comitia::io {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ > STDERR_FILENO) close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Problems at(const std::string& name, ProblemCode code, std::string text, std::string hint) {
  return Problem{code, {name, 0, 0}, std::move(text), std::move(hint)};
}

tl::unexpected<Problems> cannot_read(const std::string& name, int error) {
  return fail(at(name, ProblemCode::file, fmt::format("cannot be read: {}", std::strerror(error)),
                 "name a file that exists and that you may read"));
}

tl::unexpected<Problems> too_large(const std::string& name) {
  return fail(at(name, ProblemCode::too_large,
                 fmt::format("is larger than {} GiB", Source::kMostBytes / (std::int64_t{1} << 30)),
                 "split it, or merge equal ballots into counts"));
}

bool is_folder(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// All files below a folder whose names do not begin with a dot or an underscore, which mark what is not data.
std::vector<std::string> files_below(const std::string& path) {
  std::vector<std::string> files;
  std::error_code error;
  using Walk = std::filesystem::recursive_directory_iterator;
  for (Walk at(path, std::filesystem::directory_options::skip_permission_denied, error), end; !error && at != end;
       at.increment(error)) {
    const auto name = at->path().filename().string();
    const bool hidden = name.starts_with('.') || name.starts_with('_');
    if (hidden && at->is_directory(error)) at.disable_recursion_pending();
    if (!hidden && at->is_regular_file(error)) files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> files_matching(const std::string& pattern) {
  std::vector<std::string> files;
  glob_t found = {};
  if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0)
    for (std::size_t i = 0; i < found.gl_pathc; ++i)
      if (!is_folder(found.gl_pathv[i])) files.emplace_back(found.gl_pathv[i]);
  globfree(&found);
  std::sort(files.begin(), files.end());  // by bytes, whatever the locale
  return files;
}

}  // namespace

Result<Source> Source::open_several(const std::string& path, std::vector<std::string> files) {
  Source source;
  source.name_ = path;
  source.is_several_ = true;
  if (files.empty()) return cannot_read(path, ENOENT);
  for (const auto& file : files) {
    COMITIA_TRY(const auto one, open(file));
    source.owned_ += fmt::format("{} {}\n", digest_text(sha256(one.bytes())), file);
  }
  source.files_ = std::move(files);
  return source;
}

Result<Source> Source::open(const std::string& path) {
  if (path != "-" && is_folder(path)) return open_several(path, files_below(path));
  if (path.find_first_of("*?[") != std::string::npos && access(path.c_str(), F_OK) != 0)
    return open_several(path, files_matching(path));
  Source source;
  source.name_ = path == "-" ? "standard input" : path;
  if (path != "-") source.files_ = {path};
  const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return cannot_read(source.name_, errno);
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return cannot_read(source.name_, errno);
  if (S_ISREG(status.st_mode)) {
    if (status.st_size > kMostBytes) return too_large(source.name_);
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > 0 && lseek(file.get(), 0, SEEK_CUR) == 0) {
      void* const mapping = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
      if (mapping != MAP_FAILED) {
        madvise(mapping, size, MADV_SEQUENTIAL);  // a hint; nothing depends on it
        source.mapping_ = mapping;
        source.mapping_size_ = size;
        source.bytes_ = {static_cast<const char*>(mapping), size};
        return source;
      }
    }
  }
  // Pipes, empty files and whatever cannot be mapped.
  std::array<char, 1U << 16U> buffer;
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(source.name_, errno);
    if (count == 0) break;
    source.owned_.append(buffer.data(), static_cast<std::size_t>(count));
    if (static_cast<std::int64_t>(source.owned_.size()) > kMostBytes) return too_large(source.name_);
  }
  return source;
}

Source Source::from_text(std::string text, std::string name) {
  Source source;
  source.name_ = std::move(name);
  source.owned_ = std::move(text);
  return source;
}

Source::Source(Source&& other) noexcept
    : name_(std::move(other.name_)),
      files_(std::move(other.files_)),
      is_several_(other.is_several_),
      owned_(std::move(other.owned_)),
      bytes_(std::exchange(other.bytes_, {})),
      mapping_(std::exchange(other.mapping_, nullptr)),
      mapping_size_(std::exchange(other.mapping_size_, 0)) {}

Source& Source::operator=(Source&& other) noexcept {
  if (this == &other) return *this;
  if (mapping_ != nullptr) munmap(mapping_, mapping_size_);
  name_ = std::move(other.name_);
  files_ = std::move(other.files_);
  is_several_ = other.is_several_;
  owned_ = std::move(other.owned_);
  bytes_ = std::exchange(other.bytes_, {});
  mapping_ = std::exchange(other.mapping_, nullptr);
  mapping_size_ = std::exchange(other.mapping_size_, 0);
  return *this;
}

Source::~Source() {
  if (mapping_ != nullptr) munmap(mapping_, mapping_size_);
}

std::string Source::base_name() const { return name_.substr(name_.find_last_of('/') + 1); }

}  // namespace comitia::io
