// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/writing.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/page.h"

namespace comitia::cli {
namespace {

std::string written_formats() {
  std::vector<std::string_view> ids;
  for (const auto& format : io::formats())
    if (format.write != nullptr) ids.push_back(format.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

// The longest extension that fits: ".abc.yaml" before ".yaml".
const io::Format* by_extension(std::string_view path) {
  const io::Format* best = nullptr;
  std::size_t longest = 0;
  for (const auto& format : io::formats())
    for (const auto extension : format.extensions)
      if (format.write != nullptr && path.ends_with(extension) && extension.size() > longest) {
        best = &format;
        longest = extension.size();
      }
  return best;
}

}  // namespace

Result<const io::Format*> target_format(const Invocation& invocation) {
  const auto hint = fmt::format("formats that can be written: {}", written_formats());
  if (invocation.arguments().given("to")) {
    const auto id = invocation.arguments().text("to");
    const auto* format = io::find_format(id);
    if (format == nullptr) return fail(ProblemCode::usage, fmt::format("there is no format \"{}\"", id), hint);
    if (format->write == nullptr) return fail(ProblemCode::usage, fmt::format("{} is only read", format->title), hint);
    return format;
  }
  const auto& path = invocation.output().path();
  if (path.empty())
    return fail(ProblemCode::usage, fmt::format("{} has to know the format to write", invocation.command()),
                "say --to FORMAT, or -o FILE with a known extension; " + hint);
  if (const auto* format = by_extension(path)) return format;
  return fail(ProblemCode::usage, fmt::format("the extension of {} belongs to no format", path),
              "say --to FORMAT; " + hint);
}

Result<void> write_voices(Invocation& invocation, const Voices& voices, const io::Format& format) {
  COMITIA_TRY(const auto written, format.write(voices));
  for (const auto& loss : written.losses) invocation.say("lost: " + loss);
  COMITIA_CHECK(invocation.output().write(written.bytes));
  if (invocation.output().is_file()) {
    const auto& electorate = ballot_voices(voices).electorate();
    invocation.say(fmt::format("{}: {} on {} as {}", invocation.output().path(), counted(electorate.voters, "voter"),
                               counted(electorate.options.size(), "option"), format.id));
  }
  return {};
}

}  // namespace comitia::cli
