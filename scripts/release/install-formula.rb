# install-formula.rb FORMULA SOURCE KEG: installs by a Homebrew formula into KEG and runs its test, with a stand-in of what
# a formula inherits, as far as ours uses it (https://docs.brew.sh/Formula-Cookbook).
require 'fileutils'
require 'pathname'
class Pathname
  def install(pairs)
    mkpath
    pairs.each { |from, to| FileUtils.cp(from, self + to); (self + to).chmod(0755) }
  end
  alias plain_write write
  def write(text)
    dirname.mkpath
    plain_write(text)
  end
end
module Utils
  def self.safe_popen_read(*words)
    text = IO.popen(words.map(&:to_s), &:read)
    raise words.join(' ') unless $?.success?
    text
  end
end
class Formula
  class << self
    %i[desc homepage version sha256 license depends_on].each { |name| define_method(name) { |*| } }
    def url(*, **) = nil
    def test(&block) = @test = block
    def checked = @test
  end
  def initialize(keg) = @keg = Pathname.new(keg)
  def bin = @keg + 'bin'
  def man1 = @keg + 'share/man/man1'
  def generate_completions_from_executable(program, word, shells:)
    shells.each { |shell| Utils.safe_popen_read(program, word, shell) }
  end
  def shell_output(line) = Utils.safe_popen_read('sh', '-c', line)
  def assert_match(text, output) = (output.include?(text) or raise "no #{text}")
end
formula, source, keg = ARGV
require formula
FileUtils.mkdir_p(keg + '.src')
FileUtils.cp(source, keg + '.src/diag.cjs')
Dir.chdir(keg + '.src') { Diag.new(keg).install }
made = Diag.new(keg)
made.instance_exec(&Diag.checked)
