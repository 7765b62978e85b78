namespace NetGen.Tests;
