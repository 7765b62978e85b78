using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetGen.Plots;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Plots;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void AReportIsOneFileWithEveryFigureLightAndDark()
    {
        var report = new Report("A <report>");
        foreach (Figure figure in FigureTests.Figures().Values)
            report.Add(figure, "caption & more");
        report.Section("More").Add("text").Table(["a", "b"], [["1", "<2>"]]).Code("x < y").Save(directory["report.html"]);
        string html = File.ReadAllText(directory["report.html"]);

        Assert.Contains("<h1>A &lt;report&gt;</h1>", html);
        Assert.Contains("<td>&lt;2&gt;</td>", html);
        Assert.DoesNotContain("<script", html);
        // Nothing is loaded but what is in it.
        string[] sources = [.. Regex.Matches(html, "(?:src|srcset|href)=\"([^\"]*)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(2 * FigureTests.Figures().Count, sources.Length);
        Assert.All(sources, source => Assert.StartsWith("data:image/", source));
        Assert.DoesNotContain("url(", html);
        Assert.DoesNotContain("@import", html);
        Assert.Equal(sources.Length, sources.Distinct().Count());
        Assert.Equal(Regex.Count(html, "<div"), Regex.Count(html, "</div>"));
    }

    [Fact]
    public void AReportOfARunHasItsEpochsAndItsNetwork()
    {
        Directory.CreateDirectory(directory["run"]);
        File.WriteAllText(
            directory["run/metrics.csv"],
            "epoch,step,loss,validation_loss,validation_accuracy,learning_rate,seconds,seconds_waited,examples_per_second,average_loss,average_accuracy\n"
                + "1,10,0.5,0.25,0.75,0.1,2,0.02,1000,0.2,0.8\n2,20,0.25,,,0.1,2,0,1000,,\n");
        File.WriteAllText(directory["run/run.json"], "{ \"seed\": 1 }");
        string html = new Report("r").AddTraining(directory["run"]).AddSettings(directory["run"]).ToString();
        Assert.Contains("<tr><td>1</td><td>0.5000</td><td>0.2500</td><td>0.7500</td><td>0.2000</td><td>0.8000</td><td>2.0</td><td>1.0%</td><td>1,000</td></tr>", html);
        Assert.Contains("<tr><td>2</td><td>0.2500</td><td></td><td></td><td></td><td></td><td>2.0</td><td>0.0%</td><td>1,000</td></tr>", html);
        Assert.Contains("{ &quot;seed&quot;: 1 }", html);
    }
}
