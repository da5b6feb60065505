using System.Diagnostics;
using System.Globalization;
using ElectorPortal.Web.Security.SecurityCodes;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>An OCR program, Tesseract, on two hundred pictures. It must be on the PATH; in continuous integration its absence is a failure.</summary>
public sealed class SecurityCodeReadingTests : IDisposable
{
    private const int Pictures = 200;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codes");

    [Theory]
    [InlineData(4, 7)]
    [InlineData(4, 8)]
    [InlineData(6, 7)]
    [InlineData(6, 8)]
    [Trait("ASVS", "2.4.1")]
    public async Task Tesseract_reads_fewer_than_one_picture_in_ten(int length, int pageSegmentation)
    {
        var codes = await DrawAsync(length);
        var read = await ReadAsync(pageSegmentation);

        Assert.Equal(Pictures, read.Count);
        Assert.InRange(codes.Zip(read).Count(pair => pair.First == pair.Second), 0, (Pictures / 10) - 1);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<IReadOnlyList<string>> DrawAsync(int length)
    {
        var random = new Random(length);
        var format = "D" + length.ToString(CultureInfo.InvariantCulture);
        var codes = Enumerable.Range(0, Pictures)
            .Select(_ => random.Next((int)Math.Pow(10, length)).ToString(format, CultureInfo.InvariantCulture))
            .ToList();
        var files = codes.Select((_, index) => Path.Combine(folder.FullName, $"{index}.png")).ToList();
        foreach (var (code, file) in codes.Zip(files))
            await File.WriteAllBytesAsync(file, SecurityCodeImage.Draw(code, random), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(ListOfFiles, files, TestContext.Current.CancellationToken);
        return codes;
    }

    /// <summary>Tesseract reads a list of files and puts a form feed between two pages, or after each, as its versions go.</summary>
    private async Task<IReadOnlyList<string>> ReadAsync(int pageSegmentation)
    {
        var start = new ProcessStartInfo("tesseract")
        {
            ArgumentList =
            {
                ListOfFiles, "stdout", "--psm", pageSegmentation.ToString(CultureInfo.InvariantCulture),
                "-c", "tessedit_char_whitelist=0123456789",
            },
            Environment = { ["OMP_THREAD_LIMIT"] = "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var tesseract = Start(start);
        var complaints = tesseract.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await tesseract.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tesseract.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(tesseract.ExitCode == 0, await complaints);
        return [.. text.Split('\f').Take(Pictures).Select(page => string.Concat(page.Where(char.IsAsciiDigit)))];
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("Tesseract is not on the PATH.");
            throw;
        }
    }

    private string ListOfFiles => Path.Combine(folder.FullName, "files.txt");
}
