// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices from Python's lists and from matrices.
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "comitia/voices/builder.h"

#include "engine.h"

namespace comitia::python {
namespace {

using Matrix = nb::ndarray<nb::ro, nb::ndim<2>, nb::device::cpu>;

Rational rational(const std::string& words, ProblemCode code, std::string_view what) {
  const auto value = Rational::parse(words);
  if (!value)
    throw Refused({code, fmt::format("{} is \"{}\", which is no number", what, words), "write 2, 3/4 or 1.5"});
  return *value;
}

// What stands beside the ballots, by name; each may be missing.
struct Beside {
  std::optional<std::vector<std::string>> ids;
  std::optional<std::vector<std::int64_t>> counts;
  std::optional<std::vector<std::string>> weights;

  explicit Beside(const nb::dict& beside) {
    if (beside.contains("ids")) ids = nb::cast<std::vector<std::string>>(beside["ids"]);
    if (beside.contains("counts")) counts = nb::cast<std::vector<std::int64_t>>(beside["counts"]);
    if (beside.contains("weights")) weights = nb::cast<std::vector<std::string>>(beside["weights"]);
  }
  void expect(std::size_t rows) const {
    const auto check = [&](std::string_view what, std::size_t size) {
      if (size != rows)
        throw Refused({ProblemCode::count_mismatch, fmt::format("there are {} {} for {} ballots", size, what, rows),
                       fmt::format("give one of the {} for each ballot", what)});
    };
    if (ids) check("ids", ids->size());
    if (counts) check("counts", counts->size());
    if (weights) check("weights", weights->size());
  }
};

void end_voice(VoicesBuilder& builder, const Beside& beside, std::size_t row) {
  const auto count = beside.counts ? (*beside.counts)[row] : 1;
  if (count < 1)
    throw Refused({ProblemCode::multiplicity, fmt::format("the count of ballot {} is {}", row + 1, count),
                   "a ballot counts once or more"});
  const auto id = beside.ids ? std::string_view((*beside.ids)[row]) : std::string_view();
  auto ended = VoicesBuilder::EndVoice::added;
  if (beside.weights) {
    const auto weight =
        rational((*beside.weights)[row], ProblemCode::weight, fmt::format("the weight of ballot {}", row + 1));
    if (weight.sign() <= 0)
      throw Refused({ProblemCode::weight, fmt::format("the weight of ballot {} is {}", row + 1, weight.to_string()),
                     "weights are positive"});
    ended = builder.end_voice(id, count, weight);
  } else {
    ended = builder.end_voice(id, count);
  }
  if (ended == VoicesBuilder::EndVoice::duplicate_option)
    throw Refused({ProblemCode::duplicate_option,
                   fmt::format("ballot {} names option {} twice", row + 1,
                               builder.electorate().options.ids[builder.duplicate().value]),
                   "name each option once"});
}

VoicesBuilder start(BallotKind kind, const nb::dict& election) {
  VoicesBuilder builder(kind);
  auto& electorate = builder.electorate();
  const auto options = nb::cast<std::vector<std::string>>(election["options"]);
  const bool named = election.contains("names");
  const auto names = named ? nb::cast<std::vector<std::string>>(election["names"]) : std::vector<std::string>();
  if (named && names.size() != options.size())
    throw Refused({ProblemCode::name_count,
                   fmt::format("there are {} names for {} options", names.size(), options.size()),
                   "give one name for each option"});
  for (std::size_t i = 0; i < options.size(); ++i)
    builder.add_option(options[i], named ? std::string_view(names[i]) : std::string_view());
  if (election.contains("title")) electorate.title = nb::cast<std::string>(election["title"]);
  if (election.contains("seats")) electorate.seats = nb::cast<std::int64_t>(election["seats"]);
  if (electorate.seats && *electorate.seats < 1)
    throw Refused({ProblemCode::seats, fmt::format("the number of seats is {}", *electorate.seats), "give at least 1"});
  if (election.contains("budget"))
    electorate.budget = rational(nb::cast<std::string>(election["budget"]), ProblemCode::budget, "the budget");
  if (election.contains("costs")) {
    std::vector<Rational> costs;
    for (const auto& cost : nb::cast<std::vector<std::string>>(election["costs"]))
      costs.push_back(rational(cost, ProblemCode::cost, fmt::format("cost {}", costs.size() + 1)));
    if (costs.size() != options.size())
      throw Refused({ProblemCode::cost, fmt::format("there are {} costs for {} options", costs.size(), options.size()),
                     "give one cost for each option"});
    electorate.options.costs = ScaledColumn::from(costs);
    if (!electorate.options.costs) throw Refused({ProblemCode::cost, "the costs have no common denominator", {}});
  }
  return builder;
}

HeldVoices finish(VoicesBuilder&& builder) {
  return {unwrap([&] {
    const nb::gil_scoped_release unlocked;
    return std::move(builder).finish();
  }())};
}

// What ballots say, with labels of any hashable kind as numbers in the order of their first mention: one pass over the
// objects of Python, before it is known which labels are options.
class Mentions {
 public:
  // Each ballot is a list or tuple: of labels (approval), of labels and collections of equal ones (ranked), of pairs
  // (label, score) with a whole number, its text, or None for no score (scored).
  Mentions(const std::string& kind, const nb::list& ballots)
      : kind_(kind == "approval" ? BallotKind::approval
              : kind == "ranked" ? BallotKind::ranked
                                 : BallotKind::scored) {
    ends_.reserve(nb::len(ballots));
    for (const auto ballot : ballots) {
      for (const auto item : ballot) take(item);
      ends_.push_back(numbers_.size());
    }
    numbers_of_labels_.clear();
  }

  BallotKind kind() const { return kind_; }
  std::size_t size() const { return ends_.size(); }
  const nb::list& labels() const { return labels_; }
  const std::vector<std::size_t>& first_ballots() const { return first_ballots_; }

  // Adds what one ballot says to the ballot under construction. `positions` has one for each label.
  void say(std::size_t ballot, std::span<const std::uint32_t> positions, VoicesBuilder& builder) const {
    for (std::size_t i = ballot == 0 ? 0 : ends_[ballot - 1]; i < ends_[ballot]; ++i) {
      const std::uint32_t number = numbers_[i] & ~kGroupEnds;
      const OptionId option{positions[number]};
      if (kind_ == BallotKind::approval) {
        builder.approve(option);
      } else if (kind_ == BallotKind::ranked) {
        builder.rank(option);
        if (number != numbers_[i]) builder.next_group();
      } else if (PyLong_Check(scores_[i].ptr())) {
        builder.score(option, nb::cast<std::int64_t>(scores_[i]));
      } else {
        builder.score(option, rational(nb::cast<std::string>(scores_[i]), ProblemCode::points,
                                       fmt::format("a score of ballot {}", ballot + 1)));
      }
    }
  }

 private:
  static constexpr std::uint32_t kGroupEnds = std::uint32_t{1} << 31U;

  void take(nb::handle item) {
    if (kind_ == BallotKind::scored) {
      const std::uint32_t number = number_of(item[0]);
      if (item[1].is_none()) return;
      numbers_.push_back(number);
      scores_.push_back(nb::borrow<nb::object>(item[1]));
    } else if (kind_ == BallotKind::approval) {
      numbers_.push_back(number_of(item));
    } else {
      const std::size_t begin = numbers_.size();
      if (PyList_Check(item.ptr()) || PyTuple_Check(item.ptr()) || PyAnySet_Check(item.ptr()))
        for (const auto equal : item) numbers_.push_back(number_of(equal));
      else
        numbers_.push_back(number_of(item));
      if (numbers_.size() > begin) numbers_.back() |= kGroupEnds;
    }
  }

  std::uint32_t number_of(nb::handle label) {
    PyObject* const known = PyDict_GetItemWithError(numbers_of_labels_.ptr(), label.ptr());
    if (known != nullptr) return static_cast<std::uint32_t>(PyLong_AsUnsignedLong(known));
    if (PyErr_Occurred() != nullptr) throw nb::python_error();
    const auto number = static_cast<std::uint32_t>(first_ballots_.size());
    numbers_of_labels_[label] = number;
    labels_.append(label);
    first_ballots_.push_back(ends_.size());
    return number;
  }

  BallotKind kind_;
  std::vector<std::uint32_t> numbers_;  // of labels; kGroupEnds marks the last of equal ones
  std::vector<std::size_t> ends_;       // of ballots, in numbers_
  std::vector<nb::object> scores_;      // aligned with numbers_
  nb::dict numbers_of_labels_;
  nb::list labels_;
  std::vector<std::size_t> first_ballots_;  // that mention each label
};

HeldVoices build(const nb::dict& election, const Mentions& ballots, const std::vector<std::uint32_t>& positions) {
  auto builder = start(ballots.kind(), election);
  const Beside beside(election);
  beside.expect(ballots.size());
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    ballots.say(ballot, positions, builder);
    end_voice(builder, beside, ballot);
  }
  return finish(std::move(builder));
}

// 0/1 rows of any number type, read in place.
template <class Cell>
void approve_rows(VoicesBuilder& builder, const Beside& beside, const Matrix& matrix) {
  const auto view = matrix.view<const Cell, nb::ndim<2>>();
  for (std::size_t row = 0; row < view.shape(0); ++row) {
    for (std::size_t column = 0; column < view.shape(1); ++column) {
      const Cell cell = view(row, column);
      if (cell == Cell(1))
        builder.approve(OptionId{static_cast<std::uint32_t>(column)});
      else if (!(cell == Cell(0)))
        throw Refused({ProblemCode::number,
                       fmt::format("row {}, column {} of the matrix holds {}", row, column, static_cast<double>(cell)),
                       "an approval matrix holds 0 and 1"});
    }
    end_voice(builder, beside, row);
  }
}

HeldVoices build_matrix(const nb::dict& election, const Matrix& matrix) {
  auto builder = start(BallotKind::approval, election);
  const Beside beside(election);
  beside.expect(matrix.shape(0));
  if (static_cast<std::int64_t>(matrix.shape(1)) != builder.electorate().options.size())
    throw Refused(
        {ProblemCode::count_mismatch,
         fmt::format("the matrix has {} columns for {} options", matrix.shape(1), builder.electorate().options.size()),
         "a matrix has one row for each ballot and one column for each option"});
  const auto type = matrix.dtype();
  if (type == nb::dtype<bool>())
    approve_rows<bool>(builder, beside, matrix);
  else if (type == nb::dtype<std::uint8_t>())
    approve_rows<std::uint8_t>(builder, beside, matrix);
  else if (type == nb::dtype<std::int8_t>())
    approve_rows<std::int8_t>(builder, beside, matrix);
  else if (type == nb::dtype<std::int16_t>())
    approve_rows<std::int16_t>(builder, beside, matrix);
  else if (type == nb::dtype<std::int32_t>())
    approve_rows<std::int32_t>(builder, beside, matrix);
  else if (type == nb::dtype<std::int64_t>())
    approve_rows<std::int64_t>(builder, beside, matrix);
  else if (type == nb::dtype<float>())
    approve_rows<float>(builder, beside, matrix);
  else if (type == nb::dtype<double>())
    approve_rows<double>(builder, beside, matrix);
  else
    throw nb::type_error("an approval matrix holds bool, integers or floats");
  return finish(std::move(builder));
}

}  // namespace

void bind_building(nb::module_& module) {
  nb::class_<Mentions>(module, "Mentions")
      .def(nb::init<const std::string&, const nb::list&>())
      .def_prop_ro("labels", &Mentions::labels)
      .def_prop_ro("first_ballots", &Mentions::first_ballots);
  module.def("build", &build);
  module.def("build_matrix", &build_matrix);
}

}  // namespace comitia::python
