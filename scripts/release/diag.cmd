@"%~dp0lib\node.exe" "%~dp0lib\diag.cjs" %*
