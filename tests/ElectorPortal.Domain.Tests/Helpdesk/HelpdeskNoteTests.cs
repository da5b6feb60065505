using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class HelpdeskNoteTests
{
    [Theory]
    [InlineData("vu")]
    [InlineData("   vu   ")]
    [InlineData("")]
    [InlineData(null)]
    public void Less_than_three_letters_say_nothing(string? note) => Assert.Equal(NoteRefusal.TooShort, HelpdeskNote.Check(note));

    [Fact]
    public void Its_length_is_bounded()
    {
        Assert.Null(HelpdeskNote.Check(new string('a', HelpdeskNote.MaxLength)));
        Assert.Equal(NoteRefusal.TooLong, HelpdeskNote.Check(new string('a', HelpdeskNote.MaxLength + 1)));
    }

    [Theory]
    [InlineData("NUMEN 02E1234567ABC donné au téléphone")]
    [InlineData("numen 02 e 1234567 abc")]
    [InlineData("rappeler au 06 12 34 56 78")]
    [InlineData("rappeler au 0612345678")]
    [InlineData("rappeler au +33.6.12.34.56.78")]
    [InlineData("son identifiant 68WMEUWD5AEJ ne marche pas")]
    [InlineData("son identifiant 68WM EUWD 5AEJ ne marche pas")]
    [InlineData("68WM-EUWD-5AEJ")]
    [InlineData("68wm euwd 5aej")]
    [InlineData("WMEUWDAEJABC")]
    [InlineData("06/12/34/56/78")]
    [InlineData("06\u00A012\u202F34  56  78")]
    public void What_looks_like_a_secret_is_refused(string note) => Assert.Equal(NoteRefusal.HoldsSecret, HelpdeskNote.Check(note));

    [Fact]
    public void What_nobody_can_read_is_refused() => Assert.Equal(NoteRefusal.Unreadable, HelpdeskNote.Check("abc\0"));

    [Theory]
    [InlineData("Appel du 29/11/2018 à 10 h 05, identité vérifiée par l'affectation")]
    [InlineData("Boîte pleine depuis 3 jours, poste 4512")]
    [InlineData("ÉTABLISSEMENT CONFIRMÉ PAR LE RECTORAT")]
    [InlineData("dossier 1234567")]
    [InlineData("Appels des 29/11/2018 et 30/11/2018")]
    [InlineData("rend vers avec les pages")]
    public void Ordinary_words_dates_and_short_numbers_are_welcome(string note) => Assert.Null(HelpdeskNote.Check(note));
}
