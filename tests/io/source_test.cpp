// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sources: files mapped, empty, missing, too large, and how they are named.
#include "comitia/io/source.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace comitia::io {
namespace {

namespace fs = std::filesystem;

class SourceTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("comitia_source_") + info->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  fs::path folder_;
};

TEST_F(SourceTest, HoldsTheBytesOfAFileAndItsName) {
  const std::string path = file("a.pb", "one\r\ntwo");
  auto source = Source::open(path);
  ASSERT_TRUE(source.has_value());
  EXPECT_EQ(source->bytes(), "one\r\ntwo");
  EXPECT_EQ(source->name(), path);
  EXPECT_EQ(source->base_name(), "a.pb");
  const Source moved = std::move(*source);
  EXPECT_EQ(moved.bytes(), "one\r\ntwo");
}

TEST_F(SourceTest, AnEmptyFileIsEmpty) {
  const auto source = Source::open(file("empty", ""));
  ASSERT_TRUE(source.has_value());
  EXPECT_TRUE(source->bytes().empty());
}

TEST_F(SourceTest, ShortTextSurvivesMoving) {
  Source source = Source::from_text("ab", "memory");
  Source other = Source::from_text("cd", "other");
  other = std::move(source);
  EXPECT_EQ(other.bytes(), "ab");
  EXPECT_EQ(other.base_name(), "memory");
}

TEST_F(SourceTest, MissingFilesAndFoldersAreRefused) {
  for (const std::string& path : {(folder_ / "absent").string(), folder_.string()}) {
    const auto source = Source::open(path);
    ASSERT_FALSE(source.has_value());
    EXPECT_EQ(source.error().code(), ProblemCode::file);
    EXPECT_EQ(source.error().kept().front().where.source, path);
  }
}

TEST_F(SourceTest, FilesBeyondTheLimitAreRefusedUnread) {
  const std::string path = file("huge", "");
  fs::resize_file(path, static_cast<std::uintmax_t>(Source::kMostBytes) + 1);  // a hole: takes no space
  const auto source = Source::open(path);
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().code(), ProblemCode::too_large);
}

}  // namespace
}  // namespace comitia::io
