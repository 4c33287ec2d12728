// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The program `comitia`.
#include <string>
#include <vector>

#include "cli/program.h"

int main(int argc, char** argv) {
  return comitia::cli::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
}
