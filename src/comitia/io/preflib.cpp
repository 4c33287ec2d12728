// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rows of a PrefLib file, "count: 1,{2,3},4", into voices. A row is scanned once and goes straight to the builder; what
// is wrong with it becomes a sentence only when something is.
#include "comitia/io/preflib.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/preflib_internal.h"
#include "comitia/io/preflib_orders_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

using preflib::Header;
using preflib::Kind;
using enum ProblemCode;

constexpr std::int64_t kMostVoters = std::int64_t{1} << 53;  // what the builder can weigh exactly

/// What can be wrong with the form of a row.
enum class Trouble {
  none,
  count,
  count_end,
  place,
  separator,
  out_of_range,
  empty_group,
  nested_group,
  unclosed_group,
  unopened_group,
};

/// The unread part of a row.
struct Scanner {
  const char* at;
  const char* end;

  void skip_blanks() {
    while (at != end && is_blank(*at)) ++at;
  }
  bool next_is(char c) const { return at != end && *at == c; }
  bool next_is_digit() const { return at != end && is_digit(*at); }
  /// Takes the character if it is next, with the blanks behind it.
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at;
    skip_blanks();
    return true;
  }
  /// Reads the number that starts here, and the blanks behind it; nothing when it is beyond `most`. @pre
  /// next_is_digit()
  template <class Number>
  bool number(Number most, Number& value) {
    value = 0;
    const char* p = at;
    do {
      value = value * 10 + static_cast<Number>(*p - '0');
      if (value > most) return false;
    } while (++p != end && is_digit(*p));
    at = p;
    skip_blanks();
    return true;
  }
};

Trouble scan_count(Scanner& scanner, char after_count, std::int64_t& count) {
  scanner.skip_blanks();
  if (!scanner.next_is_digit() || !scanner.number(kMostVoters, count) || count == 0) return Trouble::count;
  return scanner.take(after_count) ? Trouble::none : Trouble::count_end;
}

/// Reads places separated by commas: a number, or numbers in braces. Calls item(number - 1) for each alternative and
/// end_place(size of the place) after each place.
template <class Item, class EndPlace>
Trouble scan_places(Scanner& scanner, std::uint32_t alternatives, Item&& item, EndPlace&& end_place) {
  const char* open = nullptr;  // the brace of the group that we are in
  std::uint32_t size = 0;
  for (;;) {
    if (scanner.next_is_digit()) {
      const char* const begin = scanner.at;
      std::uint32_t number = 0;
      if (!scanner.number(alternatives, number) || number == 0) {
        scanner.at = begin;
        return Trouble::out_of_range;
      }
      item(number - 1);
      ++size;
    } else if (scanner.next_is('{')) {
      if (open != nullptr) return Trouble::nested_group;
      open = scanner.at;
      scanner.take('{');
      if (!scanner.next_is('}')) continue;
    } else if (open != nullptr && scanner.at == scanner.end) {
      scanner.at = open;
      return Trouble::unclosed_group;
    } else {
      return open == nullptr && scanner.next_is('}') ? Trouble::unopened_group : Trouble::place;
    }
    if (open != nullptr && !scanner.take('}')) {
      if (scanner.take(',')) continue;
      if (scanner.at != scanner.end) return Trouble::separator;
      scanner.at = open;
      return Trouble::unclosed_group;
    }
    open = nullptr;
    end_place(std::exchange(size, 0));
    if (scanner.at == scanner.end) return Trouble::none;
    if (!scanner.take(',')) return scanner.next_is('}') ? Trouble::unopened_group : Trouble::separator;
  }
}

/// Reads the rows of one file.
class Rows {
 public:
  Rows(Reading& reading, Header& header);
  Result<ReadResult> read() &&;

 private:
  /// Reads the next row if it is of the usual form and nothing is to be said about it. False, with nothing read, if
  /// not.
  bool read_usual_row(preflib::UsualRows& rows);
  void read_row(std::string_view line);
  Trouble read_order(Scanner& scanner, std::int64_t count, std::string_view line);
  Trouble read_categories(Scanner& scanner, std::int64_t count, std::string_view line);
  void end_voice(std::int64_t count, std::string_view line, const char* order);
  void add_up(std::int64_t count, std::string_view line);
  void report(Trouble trouble, const Scanner& scanner, std::string_view line);
  void report_duplicate(std::uint32_t alternative, std::string_view line, const char* order);
  void check_counts();

  Reading& reading_;
  Header& header_;
  VoicesBuilder builder_;
  const std::uint32_t alternatives_;
  std::int64_t rows_ = 0;
  std::int64_t voters_ = 0;
  bool too_many_voters_ = false;
  // Categories only.
  std::vector<std::int64_t> named_in_row_;  ///< by alternative: the last row that names it
  std::string categories_of_row_;
  Strings categories_;  ///< cell of each voice
};

BallotKind ballots_of(const Header& header) {
  return header.kind == Kind::cat && header.categories.size() <= 2 ? BallotKind::approval : BallotKind::ranked;
}

Rows::Rows(Reading& reading, Header& header)
    : reading_(reading),
      header_(header),
      builder_(ballots_of(header)),
      alternatives_(static_cast<std::uint32_t>(header.names.size())) {
  for (std::size_t i = 0; i < header.names.size(); ++i) builder_.add_option(std::to_string(i + 1), header.names[i]);
  auto& electorate = builder_.electorate();
  electorate.title = std::move(header.title);
  electorate.attributes = std::move(header.attributes);
  for (std::size_t i = 0; i < header.categories.size(); ++i) {
    electorate.attributes.emplace_back(fmt::format("{}{}", preflib::kCategoryName, i + 1), header.categories[i]);
  }
  if (header.kind == Kind::cat) named_in_row_.resize(header.names.size(), -1);

  // The stated number of rows is only a hint: a row has at least two bytes and an item at least two.
  const auto bytes = static_cast<std::int64_t>(header.rows.size());
  const auto rows = std::min(header.orders ? header.orders->value : 0, bytes / 2);
  builder_.reserve(rows, rows > 0 ? bytes / 3 : 0);
  electorate.voices.counts.reserve(static_cast<std::size_t>(rows));
}

void Rows::add_up(std::int64_t count, std::string_view line) {
  voters_ += std::min(count, kMostVoters);  // cannot overflow: the sum stays below twice the limit
  if (voters_ <= kMostVoters) return;
  voters_ = kMostVoters;
  if (too_many_voters_) return;
  too_many_voters_ = true;
  reading_.error(too_large, line, fmt::format("more than {} voters in total", kMostVoters));
}

void Rows::report(Trouble trouble, const Scanner& scanner, std::string_view line) {
  const std::string_view here(scanner.at, static_cast<std::size_t>(scanner.end - scanner.at));
  const auto digits = here.substr(0, here.find_first_not_of("0123456789"));
  const auto found = here.empty() ? std::string("the end of the line") : fmt::format("'{}'", here.substr(0, 1));
  switch (trouble) {
    case Trouble::none:
      return;
    case Trouble::count:
      return reading_.drop(multiplicity, line,
                           fmt::format("the row does not start with a number of voters from 1 to {}", kMostVoters),
                           fmt::format("12{} 1,2,3", header_.after_count));
    case Trouble::count_end:
      return reading_.drop(
          multiplicity, here,
          fmt::format("expected '{}' after the number of voters, found {}", header_.after_count, found),
          fmt::format("12{} 1,2,3", header_.after_count));
    case Trouble::place:
      return reading_.drop(syntax, here,
                           fmt::format("expected the number of an alternative or a group in braces, found {}", found),
                           here.empty() ? "an empty order is written {}" : "");
    case Trouble::separator:
      return reading_.drop(syntax, here, fmt::format("expected a comma, found {}", found));
    case Trouble::out_of_range:
      return reading_.drop(index, digits, fmt::format("there is no alternative {}", digits),
                           fmt::format("alternatives are numbered 1 to {}", alternatives_));
    case Trouble::empty_group:
      return reading_.drop(syntax, here, "an empty group inside an order", "only an order as a whole may be empty");
    case Trouble::nested_group:
      return reading_.drop(unclosed_group, here, "a group starts inside a group", "close the first one with '}'");
    case Trouble::unclosed_group:
      return reading_.drop(unclosed_group, here, "the group is not closed", "close it with '}'");
    case Trouble::unopened_group:
      return reading_.drop(unclosed_group, here, "'}' closes no group", "open the group with '{'");
  }
}

void Rows::report_duplicate(std::uint32_t alternative, std::string_view line, const char* order) {
  // The second number in the order that equals it.
  const char* const end = line.data() + line.size();
  std::string_view second(order, 0);
  int seen = 0;
  for (const char* at = order; at != end && seen < 2;) {
    const char* const begin = at;
    while (at != end && is_digit(*at)) ++at;
    second = {begin, static_cast<std::size_t>(at - begin)};
    if (at == begin) {
      ++at;
    } else if (parse_integer(second) == std::int64_t{alternative} + 1) {
      ++seen;
    }
  }
  reading_.drop(duplicate_option, second, fmt::format("the row names alternative {} twice", alternative + 1),
                "name it once");
}

void Rows::end_voice(std::int64_t count, std::string_view line, const char* order) {
  if (builder_.end_voice({}, count) == VoicesBuilder::EndVoice::duplicate_option) {
    report_duplicate(builder_.duplicate().value, line, order);
  } else if (header_.categories.size() > 2) {
    categories_.push_back(categories_of_row_);
  }
}

Trouble Rows::read_order(Scanner& scanner, std::int64_t count, std::string_view line) {
  const char* const order = scanner.at;
  std::uint32_t ranked = 0;
  std::uint32_t places = 0;
  bool plain = true;   // numbers only
  bool blank = false;  // an empty group
  const auto trouble = scan_places(
      scanner, alternatives_, [&](std::uint32_t alternative) { builder_.rank(OptionId{alternative}); },
      [&](std::uint32_t size) {
        builder_.next_group();
        ranked += size;
        ++places;
        plain = plain && size == 1;
        blank = blank || size == 0;
      });
  if (trouble != Trouble::none) return trouble;
  if (blank && places > 1) {
    scanner.at = order;
    return Trouble::empty_group;
  }
  const std::string_view written(order, scanner.end);
  if (!plain && !blank && !allows_ties(header_.kind)) {
    reading_.mend(extension, written.substr(written.find('{')),
                  fmt::format("a group of equals in a file of kind {}", word_of(header_.kind)),
                  "orders with ties are .toc or .toi");
  }
  if (ranked < alternatives_ && must_be_complete(header_.kind)) {
    reading_.mend(extension, written,
                  fmt::format("the order ranks {} of {} alternatives in a file of kind {}", ranked, alternatives_,
                              word_of(header_.kind)),
                  "incomplete orders are .soi or .toi");
  }
  end_voice(count, line, order);
  return Trouble::none;
}

Trouble Rows::read_categories(Scanner& scanner, std::int64_t count, std::string_view line) {
  const char* const row = scanner.at;
  const std::size_t categories = header_.categories.size();
  std::size_t place = 0;
  std::optional<std::uint32_t> duplicate;
  categories_of_row_.clear();
  const auto trouble = scan_places(
      scanner, alternatives_,
      [&](std::uint32_t alternative) {
        if (std::exchange(named_in_row_[alternative], rows_) == rows_) duplicate = alternative;
        if (builder_.kind() == BallotKind::ranked) {
          builder_.rank(OptionId{alternative});
        } else if (place == 0) {
          builder_.approve(OptionId{alternative});
        }
      },
      [&](std::uint32_t size) {
        ++place;
        if (size == 0 || builder_.kind() != BallotKind::ranked) return;
        builder_.next_group();
        if (!categories_of_row_.empty()) categories_of_row_ += ',';
        categories_of_row_ += std::to_string(place);
      });
  if (trouble != Trouble::none) return trouble;
  if (duplicate || place != categories) builder_.drop_ballot();
  if (duplicate) {
    report_duplicate(*duplicate, line, row);
  } else if (place != categories) {
    reading_.drop(count_mismatch, line.substr(static_cast<std::size_t>(row - line.data())),
                  fmt::format("the groups of the row number {}, the categories {}", place, categories),
                  "one group for each category; an empty one is written {}");
  } else {
    end_voice(count, line, row);
  }
  return Trouble::none;
}

bool Rows::read_usual_row(preflib::UsualRows& rows) {
  if (header_.kind == Kind::cat) return false;
  OptionId* const options = builder_.write_ranking(alternatives_);
  const char* const line = rows.place();
  preflib::UsualRows::Row row;
  const bool good = rows.read(options, row) && (!row.has_groups || allows_ties(header_.kind)) &&
                    (row.options_end == options + alternatives_ || !must_be_complete(header_.kind)) &&
                    voters_ + row.count <= kMostVoters;
  builder_.keep_ranking(good ? row.options_end : options);
  if (!good) return false;
  ++rows_;
  voters_ += row.count;
  end_voice(row.count, {line, row.end}, row.order);
  return true;
}

void Rows::read_row(std::string_view line) {
  ++rows_;
  Scanner scanner{line.data(), line.data() + line.size()};
  std::int64_t count = 0;
  auto trouble = scan_count(scanner, header_.after_count, count);
  if (trouble == Trouble::none) {
    add_up(count, line);
    trouble = header_.kind == Kind::cat ? read_categories(scanner, count, line) : read_order(scanner, count, line);
  }
  if (trouble == Trouble::none) return;
  builder_.drop_ballot();
  report(trouble, scanner, line);
}

void Rows::check_counts() {
  // Where rows were dropped, the sums cannot agree and say nothing new.
  if (reading_.dropped() > 0) return;
  if (header_.voters && header_.voters->value != voters_) {
    reading_.mend(count_mismatch, header_.voters->where,
                  fmt::format("{} voters are announced, but the rows have {}", header_.voters->value, voters_));
  }
  if (header_.orders && header_.orders->value != rows_) {
    reading_.mend(count_mismatch, header_.orders->where,
                  fmt::format("{} distinct rows are announced, but there are {}", header_.orders->value, rows_));
  }
}

Result<ReadResult> Rows::read() && {
  std::string_view blank_line;
  const char* const end = header_.rows.data() + header_.rows.size();
  preflib::UsualRows usual(reading_.text(), header_.rows, header_.after_count, alternatives_);
  while (usual.place() != end && reading_.goes_on()) {
    const char* const place = usual.place();
    if (blank_line.data() == nullptr && read_usual_row(usual)) continue;
    LineCursor cursor({place, end});
    const auto line = *cursor.next();
    usual.go_to(cursor.rest());
    if (trim(line).empty()) {
      if (blank_line.data() == nullptr) blank_line = line;
      continue;
    }
    if (blank_line.data() != nullptr) {
      reading_.mend(syntax, std::exchange(blank_line, {}), "an empty line before the last row", "remove it");
    }
    if (line.front() == '#') {
      reading_.mend(section, line, "a header line stands among the rows", "move it above the first row");
    } else {
      read_row(line);
    }
  }
  check_counts();
  if (categories_.size() > 0) {
    builder_.electorate().voices.columns.push_back({std::string(kPreflibCategories), std::move(categories_)});
  }
  return std::move(reading_).finish(std::move(builder_));
}

}  // namespace

int recognise_preflib(std::string_view first_bytes, std::string_view name) {
  const bool by_name = preflib::kind_by_extension(name).has_value();
  if (first_bytes.starts_with('#')) {
    for (const auto key : {"# DATA TYPE:", "# NUMBER ALTERNATIVES:", "# FILE NAME:"}) {
      if (first_bytes.find(key) != std::string_view::npos) return 2;
    }
  }
  if (by_name) return !first_bytes.empty() && is_digit(first_bytes.front()) ? 2 : 1;
  // The header before 2022: the number of alternatives alone, then "1,Name".
  LineCursor lines(first_bytes);
  const auto first = lines.next();
  const auto second = lines.next();
  return first && second && parse_integer(trim(*first)) && second->starts_with("1,") ? 1 : 0;
}

Result<ReadResult> read_preflib(const Source& source, const ReadOptions& options) {
  Reading reading(source, options);
  if (reading.failed()) return std::move(reading).failure();
  auto header = preflib::read_header(reading, source.name());
  if (header && header->kind == Kind::wmd) {
    reading.error(format, reading.text().substr(0, 1), "a .wmd file holds the edges of a weighted graph, not ballots",
                  "the kinds with ballots are soc, soi, toc, toi and cat");
    header.reset();
  }
  if (!header) return std::move(reading).failure();
  return Rows(reading, *header).read();
}

}  // namespace comitia::io
