// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// From the events of the YAML parser to entries; see the header.
#include <algorithm>
#include <istream>
#include <streambuf>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "comitia/io/abc_yaml_events_internal.h"
#include "comitia/voices/text.h"

namespace comitia::io::abc_yaml {
namespace {

/// Lets the library read a text where it is.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // only read
    setg(begin, begin, begin + text.size());
  }
};

/// Thrown through the library when the document is refused; caught in read_document.
struct Refused {
  ProblemCode code;
  std::string_view where;
  std::string text;
  std::string hint;
};

class Events : public YAML::EventHandler {
 public:
  explicit Events(Reading& reading) : reading_(reading) {}

  Document document() && { return std::move(document_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { scalar(mark, {}); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
    if (!reading_.goes_on()) refuse(ProblemCode::interrupted, mark, "interrupted", {});
    scalar(mark, value);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(ProblemCode::syntax, mark, "aliases are not read here", "write the value out");
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    begin(mark, false);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    begin(mark, true);
  }
  void OnMapEnd() override { end(); }

 private:
  std::string_view at(const YAML::Mark& mark) const {
    const std::string_view text = reading_.text();
    const auto position = static_cast<std::size_t>(std::max(mark.pos, 0));
    return text.substr(std::min(position, text.size()), 1);
  }

  [[noreturn]] void refuse(ProblemCode code, const YAML::Mark& mark, std::string text, std::string hint) {
    throw Refused{code, at(mark), std::move(text), std::move(hint)};
  }

  // Depth 0: before the top-level map; 1: in it, keys and values in turn; 2: in a value; 3: in a list of it.
  void begin(const YAML::Mark& mark, bool map) {
    if (depth_ == 0 && !map)
      refuse(ProblemCode::section, mark, "the document should consist of keys with values",
             "as in \"profile: [[0, 1], [1]]\"");
    if (depth_ == 1 && key_is_next_) refuse(ProblemCode::syntax, mark, "a key should be a word", {});
    if (depth_ == 1) {
      entry_.shape = map ? Entry::Shape::other : Entry::Shape::list;
    } else if (depth_ == 2 && entry_.shape != Entry::Shape::other) {
      const bool mixed = entry_.shape == Entry::Shape::list && !entry_.values.empty();
      entry_.shape = mixed ? Entry::Shape::other : Entry::Shape::lists;
      entry_.places.push_back(at(mark));
    } else if (depth_ >= 3) {
      entry_.shape = Entry::Shape::other;
    }
    ++depth_;
    in_set_ = map && depth_ == 3;
    key_is_next_ = map;
  }

  void end() {
    --depth_;
    if (depth_ == 2 && entry_.shape == Entry::Shape::lists) entry_.ends.push_back(entry_.values.size());
    if (depth_ == 1) finish_entry();
    in_set_ = false;
  }

  /// The text as a view that lasts: mostly it stands in the source as it is.
  Scalar lasting(const YAML::Mark& mark, const std::string& text) {
    const std::string_view where = at(mark);
    const auto offset = static_cast<std::size_t>(where.data() - reading_.text().data());
    const std::string_view written = reading_.text().substr(offset, text.size());
    if (written == text) return {written, written.empty() ? where : written};
    // The library turns the escapes \_ and \N into single bytes.
    if (first_invalid_utf8(text) != text.size())
      refuse(ProblemCode::encoding, mark, "an escape in this text does not give UTF-8", "write the character itself");
    return {document_.texts.emplace_back(text), where};
  }

  void scalar(const YAML::Mark& mark, const std::string& text) {
    if (depth_ == 0)
      refuse(ProblemCode::section, mark, "the document should consist of keys with values",
             "as in \"profile: [[0, 1], [1]]\"");
    if (depth_ == 1 && key_is_next_) {
      entry_ = Entry{lasting(mark, text), Entry::Shape::scalar, {}, {}, {}};
      key_is_next_ = false;
      return;
    }
    if (in_set_) {  // the members of a set are keys without values
      if (!key_is_next_ && !text.empty()) entry_.shape = Entry::Shape::other;
      key_is_next_ = !key_is_next_;
      if (key_is_next_) return;
    }
    if (depth_ == 2 && entry_.shape == Entry::Shape::lists) entry_.shape = Entry::Shape::other;
    if (entry_.shape != Entry::Shape::other) entry_.values.push_back(lasting(mark, text));
    if (depth_ == 1) finish_entry();
  }

  void finish_entry() {
    if (entry_.shape == Entry::Shape::other) entry_.values.clear();
    document_.entries.push_back(std::move(entry_));
    entry_ = {};
    key_is_next_ = true;
  }

  Reading& reading_;
  Document document_;
  Entry entry_;
  int depth_ = 0;
  bool key_is_next_ = true;
  bool in_set_ = false;
};

}  // namespace

Document read_document(Reading& reading) {
  const std::string_view text = reading.text();
  // The library takes some control characters for the end of the text.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != 0x7F) continue;
    if (c == '\n' || c == '\r' || c == '\t') continue;
    reading.error(ProblemCode::encoding, text.substr(i, 1), fmt::format("YAML cannot hold the character 0x{:02X}", c));
    return {};
  }
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  Events events(reading);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(events)) {
      reading.error(ProblemCode::empty, text, "there is no document", "as in \"profile: [[0, 1], [1]]\"");
      return {};
    }
    Events second(reading);
    if (parser.HandleNextDocument(second))
      reading.error(ProblemCode::syntax, text.substr(text.size()), "there is a second document", "keep one per file");
  } catch (const YAML::DeepRecursion&) {
    reading.error(ProblemCode::syntax, text, "lists are nested too deeply");
  } catch (const YAML::Exception& problem) {
    const auto position = static_cast<std::size_t>(std::max(problem.mark.pos, 0));
    reading.error(ProblemCode::syntax, text.substr(std::min(position, text.size()), 1),
                  fmt::format("this is not YAML: {}", problem.msg));
  } catch (const Refused& refused) {
    reading.error(refused.code, refused.where, refused.text, refused.hint);
  }
  return std::move(events).document();
}

}  // namespace comitia::io::abc_yaml
