using ElectorPortal.Browser.Tests.Support;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>What a look at a whole page finds wrong, beside what axe knows; each answer is one line a fault.</summary>
internal static class PageFaults
{
    /// <summary>
    /// French spaces that a line may break at before <c>: ; ? ! »</c> or after <c>«</c>, and quotes of a typewriter. What the portal must say to
    /// the letter stands with plain spaces.
    /// </summary>
    private const string Typography = """
        () => {
          const toTheLetter = ['Mot de passe oublié ?', 'xemple : prenom', 'MEN - Demande'];
          const mails = [...document.querySelectorAll('.portal-message__text')].map(mail => mail.innerText);
          const text = [...mails, ...toTheLetter].reduce((left, said) => left.replaceAll(said, ''), document.body.innerText);
          return (text.match(/\S*[^\s] [:;?!»](?=[\s.,)]|$)|« \S*|"[^\n]{0,20}/g) ?? []).map(fault => `typography: ${fault}`);
        }
        """;

    /// <summary>Headings in their order, tables that name themselves and their headers, windows that open announced, nothing in the way of the keyboard.</summary>
    private const string Structure = """
        () => {
          const faults = [];
          const seen = element => element.checkVisibility();
          const say = (fault, element) => faults.push(`${fault}: ${element.outerHTML.slice(0, 120)}`);
          const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].filter(seen);
          headings.forEach((heading, place) => {
            const level = Number(heading.tagName[1]);
            const former = place === 0 ? level : Number(headings[place - 1].tagName[1]);
            if (level > former + 1) say('heading skips a level', heading);
            if (!heading.textContent.trim()) say('empty heading', heading);
          });
          for (const table of [...document.querySelectorAll('table')].filter(seen)) {
            if (!table.caption?.textContent.trim()) say('table without a caption', table);
            for (const head of table.querySelectorAll('th:not([scope])')) say('table header without a scope', head);
          }
          for (const link of document.querySelectorAll('[target=_blank]'))
            if (!/nouvelle fenêtre/.test(link.title + link.textContent)) say('opens a window unannounced', link);
          for (const link of document.querySelectorAll('a[title]'))
            if (link.textContent.trim() && !link.title.includes(link.textContent.trim()) && !link.querySelector('span')) say('title hides the text', link);
          const forbidden = 'iframe, frame, object, embed, [accesskey], [tabindex]:not([tabindex="0"]):not([tabindex="-1"]), b, i, u, center, font, marquee, blink, [align], [bgcolor], [style*="color"]:not([data-fr-js-disclosure])';
          for (const element of document.querySelectorAll(forbidden)) say('forbidden', element);
          if (document.doctype?.name !== 'html') faults.push('no document type');
          return faults;
        }
        """;

    /// <summary>Words of a table that are broken over two lines because their column is too narrow; an address may be.</summary>
    private const string BrokenWords = """
        () => {
          const faults = [];
          for (const cell of document.querySelectorAll('table :is(th, td):not(.portal-table__address)')) {
            if (!cell.checkVisibility()) continue;
            const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            while (texts.nextNode())
              for (const word of texts.currentNode.data.matchAll(/[^\s-]+/g)) {
                const range = document.createRange();
                range.setStart(texts.currentNode, word.index);
                range.setEnd(texts.currentNode, word.index + word[0].length);
                if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) faults.push(`broken: ${word[0]}`);
              }
          }
          return faults;
        }
        """;

    /// <summary>Text cut off by its own box, and what makes the page scroll sideways.</summary>
    private const string Clipping = """
        () => {
          const faults = [];
          if (document.documentElement.scrollWidth > innerWidth)
            for (const element of document.querySelectorAll('body *'))
              if (element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1) faults.push(`sideways: ${element.outerHTML.slice(0, 120)}`);
          for (const element of document.querySelectorAll('body *')) {
            const style = getComputedStyle(element);
            const isClipped = (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
              || (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
            const isText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
            // A button of 40 pixels that shows its icon alone says its text as its title.
            const isIcon = element.matches('button[title]') && element.clientWidth <= 40;
            if (isClipped && isText && !isIcon && element.clientWidth > 2 && element.checkVisibility() && element.tagName !== 'TEXTAREA') faults.push(`cut off: ${element.outerHTML.slice(0, 120)}`);
          }
          return faults;
        }
        """;

    /// <summary>The spacing of WCAG 1.4.12.</summary>
    private const string Spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";

    private const string LargeText = "html { font-size: 200% !important; }";

    public static async Task<IReadOnlyList<string>> OfContentAsync(Visitor visitor) =>
    [
        .. await visitor.Page.EvaluateAsync<string[]>(Typography),
        .. await visitor.Page.EvaluateAsync<string[]>(Structure),
        .. await visitor.Page.EvaluateAsync<string[]>(BrokenWords),
    ];

    /// <summary>With each thing that readers may ask of a text: wider spaces on the narrowest screen, letters of twice the size on a wide one.</summary>
    public static async Task<IReadOnlyList<string>> OfReadersWishesAsync(Visitor visitor)
    {
        List<string> faults = [.. await visitor.Page.EvaluateAsync<string[]>(Clipping)];
        faults.AddRange(await WithAsync(visitor, Spacing));
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        faults.AddRange(await WithAsync(visitor, LargeText));
        return faults;
    }

    /// <summary>Through the interface for sheets of the document: the content security policy keeps written styles out.</summary>
    private static async Task<IEnumerable<string>> WithAsync(Visitor visitor, string style)
    {
        await visitor.Page.EvaluateAsync("style => { const sheet = new CSSStyleSheet(); sheet.replaceSync(style); document.adoptedStyleSheets = [sheet]; }", style);
        var faults = await visitor.Page.EvaluateAsync<string[]>(Clipping);
        await visitor.Page.EvaluateAsync("() => { document.adoptedStyleSheets = []; }");
        return faults.Select(fault => $"{style[..4].Trim()} {fault}");
    }
}
