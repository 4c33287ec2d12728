// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Charts as SVG. Horizontal places are percentages and letters keep their size, so that one drawing fits a telephone
// and a sheet of paper; colours come from the style sheet, so that it follows light, dark and print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace comitia::report {

/// Content of an <svg> that fills its width.
struct Drawing {
  std::string title;        ///< plain text: what is drawn
  std::string description;  ///< plain text: what it shows, for those who do not see it
  std::string body;
  int height = 0;
  int least_width = 0;  ///< in pixels; where the screen is narrower it can be scrolled
};

struct Bar {
  std::string label;                ///< plain text, shortened where it does not fit
  std::string value;                ///< plain text
  double length = 0;                ///< negative ones grow to the left
  bool strong = false;              ///< in the accent colour
  std::string note = {};            ///< plain text under the bar
  std::optional<double> mark = {};  ///< a line across the bar
};

struct BarChart {
  std::string title;
  std::string description;
  std::vector<Bar> bars;
  double full = 0;  ///< the length that fills the width, which is then shaded; 0: the longest bar or mark
};

Drawing draw(const BarChart& chart);
/// Bars that are shares of `total`: their full width is the total, unless all of them are so short that little is seen.
void show_as_shares(BarChart& chart, double total);

/// The drawing inside a page, named by its title and described for those who do not see it. `id` is unique on the page.
std::string inline_svg(const Drawing& drawing, std::string_view id);
/// The drawing with its caption and the table that says the same. caption and table are HTML.
std::string figure(const Drawing& drawing, std::string_view id, std::string_view caption, std::string_view table);
/// The drawing as a file of its own.
std::string standalone_svg(const Drawing& drawing);

/// "12.34%" of the width.
std::string at_percent(double share);
/// A coordinate in pixels, with one digit.
std::string at_pixel(double value);

}  // namespace comitia::report
