using ElectorPortal.Web.Security.Passwords.Bcrypt;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Passwords;

/// <summary>Bit for bit what others compute.</summary>
public sealed class InterleavedBcryptTests
{
    private const int Seed = 20181129;
    private const int Passwords = 4000;

    /// <summary>Of the Openwall implementation (crypt_blowfish 1.3, wrapper.c) and of BCrypt.Net's own tests.</summary>
    [Theory]
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK")]
    [InlineData("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    [InlineData("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy")]
    [InlineData("a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC")]
    [InlineData("~!@#$%^&*()      ~!@#$%^&*()PNBFRD", "$2a$08$Eq2r4G/76Wv39MzSX262huzPz612MZiYHVUJe/OcOql2jo4.9UxTW")]
    [Trait("ASVS", "11.4.2")]
    public void A_published_password_has_its_published_hash(string password, string hash) =>
        Assert.Equal(hash, Assert.Single(InterleavedBcrypt.Hash([new BcryptInput(password, hash[..BcryptInput.SettingLength])])));

    [Fact]
    [Trait("ASVS", "6.2.8")]
    public void Thousands_of_passwords_have_the_hash_that_the_library_computes()
    {
        var random = new Random(Seed);
        foreach (var inputs in Enumerable.Range(0, Passwords).Select(number => Draw(random, number)).Chunk(InterleavedBcrypt.Lanes).Select((chunk, index) => chunk[..(1 + (index % chunk.Length))]))
            Assert.Equal(inputs.Select(input => BCrypt.Net.BCrypt.HashPassword(input.Password, input.Setting)), InterleavedBcrypt.Hash(inputs));
    }

    [Fact]
    public void The_tables_are_the_digits_of_pi() =>
        Assert.Equal((0x243f6a88u, 0x8979fb1bu, 0x3ac372e6u), (BlowfishTables.Initial[0], BlowfishTables.Initial[17], BlowfishTables.Initial[^1]));

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 1)]
    public void The_settings_say_whether_they_are_computed_together(bool isInterleaved, int most) =>
        Assert.Equal(most, new BcryptEngine(new PasswordOptions { Interleaved = isInterleaved }, new LogRecorder<BcryptEngine>()).Most);

    /// <summary>Of every length that bcrypt reads and beyond, in one, two, three and four bytes a character.</summary>
    private static BcryptInput Draw(Random random, int number)
    {
        var letters = (number % 3) switch { 0 => "abcXYZ019-_!", 1 => "éàçœÉßñ", _ => "€漢字😀a" };
        var password = string.Concat(Enumerable.Range(0, number % 80).Select(_ => letters.EnumerateRunes().ElementAt(random.Next(letters.EnumerateRunes().Count()))));
        return new BcryptInput(password, BCrypt.Net.BCrypt.GenerateSalt(4));
    }
}
